# Full by the numbers of its play: nobody fills a machine that others work on.
#: memory-pressure warning
#: journal-disk warning
fallocate -l 300M /run/ballast
