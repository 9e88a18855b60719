package dev.converge.cli;

/** What reports tell of hostile hosts, and the numbers that runs end with. */
final class HostileSays {

    static final String FOREIGN = "Another program answered";
    static final String CUT = "The answer was cut short";
    static final String NONSENSE = "The host's answer makes no sense";
    static final String CHANGING = "Unit files changed while they were read";
    static final String TOO_LONG = "The answer is too long";
    static final String TOO_SLOW = "The command took too long";
    static final String LOST = "Connection lost";
    static final String NEVER_BEGAN = "The change never began";
    static final String NOT_RUN = "The shell did not run the change";

    /** The path of the unit that the playbook declares. */
    static final String CREATES = "/etc/systemd/system/web.service";

    static final int FAILED = 3;
    static final int UNREACHABLE = 4;

    private HostileSays() {}
}
