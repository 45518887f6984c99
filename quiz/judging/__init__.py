"""Answers -> what they come to: findings, matches, the safety gate, the flow, the verdict."""
