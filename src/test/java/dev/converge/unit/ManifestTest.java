package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestTest {

    private static final PlayName TANK = new PlayName("avatar-tank");
    private static final PlayName SWEEP = new PlayName("sweep");
    private static final FileState FILE = new FileState.Regular(Content.of("abc"), FileMode.UNIT_FILE, Owner.ROOT);
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void whatIsPrintedIsParsedBack() {
        Manifest manifest = new Manifest(new TreeMap<>(Map.of(
                new HostPath("/etc/systemd/system/b.service"), Manifest.Entry.of(TANK, FILE),
                new HostPath("/etc/with blank/and \u00e4"), Manifest.Entry.of(SWEEP, FILE),
                new HostPath("/etc/systemd/system/a.service"),
                        Manifest.Entry.of(TANK, new FileState.Link("/srv/50% of\n\u00e4 me")))));

        String text = manifest.text();

        assertThat(text).isEqualTo("""
                converge-manifest 1
                link:/srv/50%%25%%20of%%0a%%c3%%a4%%20me avatar-tank /etc/systemd/system/a.service
                %1$s avatar-tank /etc/systemd/system/b.service
                %1$s sweep /etc/with blank/and \u00e4
                """.formatted(SHA256_OF_ABC));
        assertThat(Manifest.parse(text)).contains(manifest);
    }

    @Test
    void anEmptyManifestHasItsFirstLineOnly() {
        assertThat(Manifest.NONE.text()).isEqualTo("converge-manifest 1\n");
        assertThat(Manifest.parse("converge-manifest 1\n")).contains(Manifest.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "converge-manifest 2\n",
                " converge-manifest 1\n",
                "converge-manifest 1\n\n",
                "converge-manifest 1\nabc play\n",
                "converge-manifest 1\nabc play etc/x\n",
                "converge-manifest 1\nabc play /etc/../x\n",
                "converge-manifest 1\nabc Play /etc/x\n",
                "converge-manifest 1\n%zz play /etc/x\n",
                "converge-manifest 1\n%2 play /etc/x\n",
                "converge-manifest 1\n play /etc/x\n",
            })
    void aTextThatIsNotOursIsNotParsed(String text) {
        Optional<Manifest> manifest = Manifest.parse(text);

        assertThat(manifest).isEmpty();
    }

    @Test
    void anEntryMatchesWhatWasWrittenWhateverItsMode() {
        Manifest.Entry entry = Manifest.Entry.of(TANK, FILE);

        FileState sameBytes = new FileState.Regular(Content.of("abc"), new FileMode(0600), new Owner(1, 1));
        FileState edited = new FileState.Regular(Content.of("abd"), FileMode.UNIT_FILE, Owner.ROOT);

        assertThat(entry.matches(sameBytes)).isTrue();
        assertThat(entry.matches(edited)).isFalse();
        assertThat(entry.matches(new FileState.Absent())).isFalse();
        assertThat(entry.matches(new FileState.Link("/abc"))).isFalse();
    }

    @Test
    void aPlayKnowsItsPathsInOrder() {
        HostPath first = new HostPath("/etc/a");
        HostPath second = new HostPath("/etc/b");
        Manifest manifest = new Manifest(new TreeMap<>(Map.of(
                second,
                Manifest.Entry.of(TANK, FILE),
                first,
                Manifest.Entry.of(TANK, FILE),
                new HostPath("/etc/c"),
                Manifest.Entry.of(SWEEP, FILE))));

        assertThat(manifest.pathsOf(TANK)).containsExactly(first, second);
        assertThat(manifest.entry(first)).isPresent();
        assertThat(manifest.entry(new HostPath("/etc/d"))).isEmpty();
    }
}
