Upstream tells how open disputes ended; a repeat and an older word change nothing.

merchant  mill                available 900.00 THB
open      D1  mill            120.00 THB   respond in 7d   upstream
news      D1  says lost       at 2026-11-21T12:30:00Z             → lost
news      D1  says lost       at 2026-11-21T12:30:00Z             → nothing
news      D1  says needs_response   at 2026-11-21T12:10:00Z       → nothing
open      D2  mill            100.00 THB   respond in 7d   upstream
accept    D2                                                      → accepting
news      D2  says needs_response                                 → accepting                    # a poll from before
news      D2  says accepted   at 2026-11-21T12:40:00Z             → accepted
upstream  D2  confirms                                            → refused already_accepted
open      D3  mill            80.00 THB    respond in 7d   upstream
submit    D3  saying "Signed for."                                → submitting
news      D3  says under_review                                   → under_review
news      D3  says won        at 2026-11-21T12:50:00Z   provisionally → won
news      D3  says won        at 2026-11-21T12:55:00Z             → won
reverse   D3                                                      → refused not_provisional      # it is final now
books     mill                available 680.00   held 0.00   clearing 220.00
notices   D2                  opened, accepting, updated, accepted
check
