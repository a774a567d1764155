"""What is offered where: open services by municipality and sector, counts only; the entries are in the registry."""
