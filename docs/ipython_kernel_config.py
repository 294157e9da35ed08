"""Settings of the kernels that execute the examples."""

c = get_config()  # noqa: F821 (IPython hands it in)
c.InlineBackend.figure_formats = {"svg"}
# A kernel of the build listens on this machine alone and need not say so each time.
c.IPKernelApp.log_level = "ERROR"
