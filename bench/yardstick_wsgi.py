"""What the web server loads for the yardsticks."""

from bench.yardsticks import make_app

app = make_app()
