# Two units run one program, and neither listens. Which is one too many, a person has to say: the first by name counts as its owner.
#: duplicate-executable error tank.service
service tank "$stay"
unit tank-old ExecStart=/usr/local/bin/tank MemoryMax=64M TasksMax=64
start tank tank-old
