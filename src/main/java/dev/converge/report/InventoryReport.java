package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.host.HostName;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryHost;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the inventory says. Values of variables whose names speak of passwords are not shown. */
public final class InventoryReport {

    private static final String HIDDEN = "(not shown)";

    private InventoryReport() {}

    /** A name on each line, for loops in a shell. */
    public static void names(Page page, List<InventoryHost> hosts) {
        hosts.forEach(host -> page.line(0, Span.of(host.name())));
        page.flush();
    }

    /** Each host with its variables. */
    public static void variables(Page page, List<InventoryHost> hosts) {
        for (InventoryHost host : hosts) {
            page.line(0, Span.of(Tone.STRONG, host.name() + ":"));
            shown(host).forEach((name, value) -> page.line(2, Span.of(name + ": " + value)));
        }
        page.flush();
    }

    /**
     * Groups, their groups and their hosts as a tree.
     *
     * @param hosts those to show
     */
    public static void graph(Page page, Inventory inventory, List<InventoryHost> hosts) {
        Set<HostName> wanted = new HashSet<>();
        hosts.forEach(host -> wanted.add(host.name()));
        graph(page, inventory, wanted, "all", "");
        page.flush();
    }

    private static void graph(Page page, Inventory inventory, Set<HostName> wanted, String name, String rails) {
        Inventory.Group group = inventory.groups().get(name);
        if (group == null) {
            return;
        }
        page.line(0, Span.of(Tone.FAINT, rails), Span.of(Tone.STRONG, "@" + name + ":"));
        String below = rails.isEmpty() ? "  |--" : rails.replace("|--", "|  ") + "|--";
        Set<HostName> inChildren = new HashSet<>();
        for (String child : group.children()) {
            graph(page, inventory, wanted, child, below);
            Inventory.Group members = inventory.groups().get(child);
            if (members != null) {
                inChildren.addAll(members.hosts());
            }
        }
        group.hosts().stream()
                .filter(host -> wanted.contains(host) && !inChildren.contains(host))
                .forEach(host -> page.line(0, Span.of(Tone.FAINT, below), Span.of(host)));
    }

    /** {@code {"format": 1, "hosts": {NAME: {variable: value}}, "groups": {NAME: {"hosts": [], "children": []}}}}. */
    public static void json(PrintWriter out, Inventory inventory, List<InventoryHost> hosts) {
        try {
            JsonWriter json = new JsonWriter(new JsonText(out));
            json.setIndent("  ");
            json.beginObject().name("format").value(1).name("hosts").beginObject();
            for (InventoryHost host : hosts) {
                value(json.name(host.name().value()), shown(host));
            }
            json.endObject().name("groups").beginObject();
            for (Inventory.Group group : inventory.groups().values()) {
                json.name(group.name()).beginObject();
                value(
                        json.name("hosts"),
                        group.hosts().stream().map(HostName::value).toList());
                value(json.name("children"), group.children());
                json.endObject();
            }
            json.endObject().endObject().flush();
            out.print('\n');
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PrintWriter never throws", impossible);
        }
    }

    private static Map<String, Object> shown(InventoryHost host) {
        Map<String, Object> shown = new LinkedHashMap<>();
        host.variables().forEach((name, value) -> shown.put(name, isSecret(name) ? HIDDEN : value));
        return shown;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("pass") || lower.contains("secret") || lower.contains("token");
    }

    private static void value(JsonWriter json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.beginObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    value(json.name(entry.getKey().toString()), entry.getValue());
                }
                json.endObject();
            }
            case List<?> list -> {
                json.beginArray();
                for (Object item : list) {
                    value(json, item);
                }
                json.endArray();
            }
            case Boolean flag -> json.value(flag);
            case Number number -> json.value(number);
            default -> json.value(value.toString());
        }
    }
}
