"""What stands behind the ports: stores, the clock, the publisher's site."""
