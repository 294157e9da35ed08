"""What a printed report says, what it implies, and what it leaves open."""

__all__: list[str] = []
