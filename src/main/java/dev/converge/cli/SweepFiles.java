package dev.converge.cli;

import dev.converge.engine.SweepResult;
import dev.converge.host.HostName;
import dev.converge.report.sweep.Documentation;
import dev.converge.report.sweep.FleetSweep;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The files that {@code check} writes beside what it prints: the options, the look at them before any host is asked, and the writing. */
final class SweepFiles {

    /** A name of a file has 255 bytes at most, and that of a host may have as many characters. */
    private static final int LONGEST_NAME = 200;

    private final Map<SweepForm, OptionSpec> options = new EnumMap<>(SweepForm.class);
    private final OptionSpec docs = OptionSpec.builder("--docs-url")
            .paramLabel("URL")
            .type(Optional.class)
            .auxiliaryTypes(String.class)
            .description("Where the pages of docs/ can be read: SARIF and HTML link there.")
            .build();

    SweepFiles() {
        for (SweepForm form : SweepForm.values()) {
            options.put(
                    form,
                    OptionSpec.builder(form.option())
                            .paramLabel(form == SweepForm.PROMETHEUS ? "FILE|DIR/" : "FILE")
                            .type(Optional.class)
                            .auxiliaryTypes(String.class)
                            .description("Write " + form.description() + ".")
                            .build());
        }
    }

    void addTo(CommandSpec command) {
        options.values().forEach(command::addOption);
        command.addOption(docs);
    }

    /** @throws UsageException when a file could not be written afterwards, as far as that can be told */
    void refuseToOverwrite(List<HostName> hosts) {
        documentation();
        Map<Path, SweepForm> forms = new TreeMap<>();
        for (SweepForm form : SweepForm.values()) {
            for (SweepFile file : files(form, hosts).values()) {
                SweepForm other = forms.put(absolute(file.path()), form);
                if (other != null) {
                    throw new UsageException(
                            form.option() + " and " + other.option() + " name one file: " + file.path());
                }
                file.refuseToOverwrite();
            }
        }
    }

    /**
     * Writes all of them, also when one fails.
     *
     * @throws UsageException in the end, when any could not be written
     */
    void write(FleetSweep sweep) {
        List<String> failures = new ArrayList<>();
        List<HostName> hosts = sweep.results().stream().map(SweepResult::host).toList();
        for (SweepForm form : SweepForm.values()) {
            files(form, hosts).forEach((part, file) -> {
                FleetSweep told = part.map(sweep::only).orElse(sweep);
                try {
                    file.write(form.text(told, documentation()));
                } catch (IOException broken) {
                    failures.add(form.option() + ": " + file.path() + " could not be written: " + broken.getMessage());
                }
            });
        }
        if (!failures.isEmpty()) {
            throw new UsageException(String.join("; ", failures));
        }
    }

    /** The files of a form, by the host that each is about; one without host is about all. */
    private Map<Optional<HostName>, SweepFile> files(SweepForm form, List<HostName> hosts) {
        Map<Optional<HostName>, SweepFile> files = new LinkedHashMap<>();
        value(form).ifPresent(text -> {
            Path path = Path.of(text);
            if (form == SweepForm.PROMETHEUS && (text.endsWith("/") || Files.isDirectory(path))) {
                hosts.forEach(host -> files.put(Optional.of(host), new SweepFile(form, path.resolve(name(host)))));
            } else {
                files.put(Optional.empty(), new SweepFile(form, path));
            }
        });
        return files;
    }

    /** The names of hosts are safe in the name of a file: no slash is in them, and what comes first is ours. */
    static String name(HostName host) {
        String name = host.value();
        String safe = name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME) + "-" + Integer.toHexString(name.hashCode());
        return "converge_" + safe + ".prom";
    }

    /** Whether this sweep writes this file, in this form. */
    boolean isWritten(SweepForm form, Path file) {
        return value(form)
                .map(Path::of)
                .filter(path -> absolute(path).equals(absolute(file)))
                .isPresent();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Optional<String> value(SweepForm form) {
        OptionSpec option = options.get(form);
        return option == null ? Optional.empty() : option.getValue();
    }

    private Documentation documentation() {
        Optional<String> url = docs.getValue();
        url.filter(text -> !isAddress(text)).ifPresent(text -> {
            throw new UsageException(
                    "--docs-url takes an address such as https://git.example.org/ops/converge/docs/, not '" + text
                            + "'");
        });
        return new Documentation(url);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return List.of("https", "http", "file").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException invalid) {
            return false;
        }
    }
}
