"""What questionnaires can and cannot bring about."""
