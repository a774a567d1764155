"""What tests stand on: databases, signed-in browsers, actors."""
