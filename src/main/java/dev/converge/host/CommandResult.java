package dev.converge.host;

/**
 * How a command ended.
 *
 * @param exitStatus 0 to 255; 128 + n when signal n ended it
 * @param stdout what it wrote, raw: a host may write anything
 * @param stderr what it complained, decoded as UTF-8 with replacement, at most its first 64 KiB
 */
public record CommandResult(int exitStatus, byte[] stdout, String stderr) {}
