package dev.converge.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.host.HostName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostPatternTest {

    private static final Inventory INVENTORY = inventory();

    private static Inventory inventory() {
        TreeMap<String, Inventory.Group> groups = new TreeMap<>();
        groups.put("all", group("all", "web1", "web2", "web3", "db1", "db2", "web", "fe80::1", "lone.example.com"));
        groups.put("ungrouped", group("ungrouped", "lone.example.com"));
        groups.put("web", group("web", "web1", "web2", "web3"));
        groups.put("db", group("db", "db1", "db2"));
        groups.put("production", group("production", "web1", "web3", "db1"));
        groups.put("empty", group("empty"));
        List<InventoryHost> hosts = Stream.of(
                        "web1", "web2", "web3", "db1", "db2", "web", "fe80::1", "lone.example.com")
                .map(name -> new InventoryHost(new HostName(name), Map.of()))
                .toList();
        return new Inventory(hosts, groups);
    }

    private static Inventory.Group group(String name, String... hosts) {
        return new Inventory.Group(name, Stream.of(hosts).map(HostName::new).toList(), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            all                       ; web1 web2 web3 db1 db2 web fe80::1 lone.example.com
            *                         ; web1 web2 web3 db1 db2 web fe80::1 lone.example.com
            web                       ; web1 web2 web3
            web2                      ; web2
            db:web                    ; web1 web2 web3 db1 db2
            db,web                    ; web1 web2 web3 db1 db2
            db1 , web1                ; web1 db1
            web:&production           ; web1 web3
            &production:web           ; web1 web3
            web:!web2                 ; web1 web3
            !web2:web                 ; web1 web3
            web:db:&production:!web3  ; web1 db1
            !web3:&production:db:web  ; web1 db1
            !web                      ; db1 db2 web fe80::1 lone.example.com
            &production               ; web1 web3 db1
            web*                      ; web1 web2 web3 web
            web?                      ; web1 web2 web3
            *.example.com             ; lone.example.com
            db[!1]                    ; db2
            web[12]*                  ; web1 web2
            ~(web|db)[13]             ; web1 web3 db1
            ~eb                       ;
            web[0]                    ; web1
            web[-1]                   ; web3
            web[0:1]                  ; web1 web2
            web[0-1]                  ; web1 web2
            web[1:]                   ; web2 web3
            web[1:99]                 ; web2 web3
            web[9]                    ;
            web[-9]                   ;
            all:!web[0]               ; web2 web3 db1 db2 web fe80::1 lone.example.com
            web[0:1]:db[0]            ; web1 web2 db1
            fe80::1                   ; fe80::1
            all,!fe80::1              ; web1 web2 web3 db1 db2 web lone.example.com
            ungrouped                 ; lone.example.com
            empty                     ;
            nope                      ;
            web:nope                  ; web1 web2 web3
            db:ca:fe                  ; db1 db2
            """)
    void aPatternSelectsWhatAnsibleSelects(String pattern, String expected) {
        List<HostName> selected = new HostPattern(pattern).select(INVENTORY);

        assertThat(String.join(" ", selected.stream().map(HostName::value).toList()))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "  "     | an empty host pattern
            ,        | an empty host pattern
            :        | an empty host pattern
            web:!    | a host pattern with '!' and no name behind it
            &        | a host pattern with '&' and no name behind it
            web[1    | the host pattern 'web[1' has a bracket without its partner
            web]     | the host pattern 'web]' has a bracket without its partner
            ~(web    | '~(web' is no regular expression: Unclosed group
            web[b-a] | 'web[b-a]' is no host pattern: Illegal character range
            """)
    void whatIsNoPatternIsRefused(String text, String message) {
        assertThatThrownBy(() -> new HostPattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void thePartsThatSelectNothingAreNamedWithWhatToDo() {
        HostPattern pattern = new HostPattern("wbe1:&prodution:!empty:web[7]:db");

        List<HostPattern.Unmatched> unmatched = pattern.unmatched(INVENTORY);

        assertThat(unmatched)
                .containsExactly(
                        new HostPattern.Unmatched("wbe1", "did you mean 'web1'?"),
                        new HostPattern.Unmatched("prodution", "did you mean 'production'?"),
                        new HostPattern.Unmatched("empty", "the group has no hosts"),
                        new HostPattern.Unmatched("web[7]", "the group has 3 hosts, counted from 0"));
    }
}
