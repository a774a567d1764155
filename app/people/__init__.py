"""People: who is helped, how to reach them safely, what they agreed to; not their referrals."""
