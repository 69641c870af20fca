"""What takes long: faults by the hundred and load by the hour. Tests in CI run a small, seeded sample of each."""
