package dev.converge.unit;

import java.util.Map;

/**
 * Values that came later than the directive they belong to, by the version whose manual first has them; a host of each release of the lab takes
 * or drops them accordingly. What is not listed is taken for as old as its directive.
 */
final class ValueVersions {

    private static final Map<String, Integer> ACTIONS = Map.of("soft-reboot", 254, "soft-reboot-force", 254);

    private static final Map<String, Map<String, Integer>> WORDS = Map.ofEntries(
            Map.entry("CPUWeight", Map.of("idle", 252)),
            Map.entry("StartupCPUWeight", Map.of("idle", 252)),
            Map.entry("Type", Map.of("exec", 240, "notify-reload", 253)),
            Map.entry("RestartMode", Map.of("debug", 257)),
            Map.entry("StartLimitAction", ACTIONS),
            Map.entry("FailureAction", ACTIONS),
            Map.entry("SuccessAction", ACTIONS),
            Map.entry("JobTimeoutAction", ACTIONS),
            Map.entry("PrivateTmp", Map.of("disconnected", 257)),
            Map.entry("PrivateUsers", Map.of("identity", 257, "self", 257, "full", 258)),
            Map.entry("ProtectControlGroups", Map.of("private", 257, "strict", 257)),
            Map.entry("ProtectHostname", Map.of("private", 258)));

    /** {@code StandardOutput=truncate:/var/log/x}. */
    private static final int TRUNCATE_SINCE = 248;

    private ValueVersions() {}

    /** 0 for a value that is as old as its directive. */
    static int since(String directive, String value) {
        boolean output = directive.equals("StandardOutput") || directive.equals("StandardError");
        return output && value.startsWith("truncate:")
                ? TRUNCATE_SINCE
                : WORDS.getOrDefault(directive, Map.of()).getOrDefault(value, 0);
    }
}
