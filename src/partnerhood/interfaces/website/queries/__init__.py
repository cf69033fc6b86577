"""What waits for somebody, what a hospital's page shows, and what search finds: put together from other rooms' answers."""
