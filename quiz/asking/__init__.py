"""What is asked, and what was answered: questions, conditions, answers, exact numbers."""
