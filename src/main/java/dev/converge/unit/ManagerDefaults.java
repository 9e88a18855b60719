package dev.converge.unit;

/**
 * What a host's systemd takes for services that do not say it themselves: {@code [Manager]} of {@code system.conf} and of the files in the
 * {@code system.conf.d} directories, systemd-system.conf(5).
 *
 * @param startLimitInterval {@code DefaultStartLimitIntervalSec=}, also under its old name without {@code Sec}
 * @param startLimitBurst {@code DefaultStartLimitBurst=}
 * @param restartSec {@code DefaultRestartSec=}
 * @param timeoutStart {@code DefaultTimeoutStartSec=}, in which 0 means infinity
 */
public record ManagerDefaults(
        TimeSpan startLimitInterval, long startLimitBurst, TimeSpan restartSec, TimeSpan timeoutStart) {

    /** What systemd takes when no file says anything: 5 starts in 10 s, a pause of 100 ms. */
    public static final ManagerDefaults BUILT_IN =
            new ManagerDefaults(TimeSpan.ofSeconds(10), 5, new TimeSpan(100_000), TimeSpan.ofSeconds(90));

    /** The same with one more line of {@code [Manager]}. A value that systemd cannot read leaves the earlier one in force, an empty one included. */
    public ManagerDefaults with(String name, String value) {
        return switch (name) {
            case "DefaultStartLimitIntervalSec", "DefaultStartLimitInterval" ->
                new ManagerDefaults(
                        TimeSpan.parse(value).orElse(startLimitInterval), startLimitBurst, restartSec, timeoutStart);
            case "DefaultStartLimitBurst" ->
                new ManagerDefaults(
                        startLimitInterval,
                        Numbers.unsignedInt(value).orElse(startLimitBurst),
                        restartSec,
                        timeoutStart);
            case "DefaultRestartSec" ->
                new ManagerDefaults(
                        startLimitInterval,
                        startLimitBurst,
                        TimeSpan.parse(value).orElse(restartSec),
                        timeoutStart);
            case "DefaultTimeoutStartSec" ->
                new ManagerDefaults(
                        startLimitInterval,
                        startLimitBurst,
                        restartSec,
                        TimeSpan.parse(value).map(TimeSpan::zeroIsInfinite).orElse(timeoutStart));
            default -> this;
        };
    }
}
