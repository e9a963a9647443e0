package dev.touchstone.observability.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dashboards of Grafana: what they name is there, they run on any data source, and each panel says what it shows. */
final class DashboardRules {
    private static final String DATA_SOURCE = "${datasource}";
    private static final Pattern VALUES_OF = Pattern.compile("label_values\\((.+),\\s*([a-zA-Z_]+)\\)");

    private final KnownMetrics known;
    private final String file;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> variables = new HashSet<>(Set.of("__rate_interval", "__interval", "__range"));

    private DashboardRules(KnownMetrics known, String file) {
        this.known = known;
        this.file = file;
    }

    /** Checks dashboards, given as text by the name of their file. */
    static List<Finding> findings(KnownMetrics known, Map<String, String> dashboards) {
        List<Finding> findings = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        dashboards.forEach((file, text) -> {
            DashboardRules check = new DashboardRules(known, file);
            JsonObject dashboard = JsonParser.parseString(text).getAsJsonObject();
            check.dashboard(dashboard);
            check.require(uids.add(string(dashboard, "uid")), "", "another dashboard has its uid");
            findings.addAll(check.findings);
        });
        return findings;
    }

    private void dashboard(JsonObject dashboard) {
        require(string(dashboard, "uid").startsWith("touchstone-"), "", "uid begins with touchstone-");
        require(!string(dashboard, "title").isBlank(), "", "has no title");
        require(!dashboard.has("id") || dashboard.get("id").isJsonNull(), "", "id is of one Grafana only");
        for (JsonElement variable : dashboard.getAsJsonObject("templating").getAsJsonArray("list")) {
            variable(variable.getAsJsonObject());
        }
        require(variables.contains("datasource"), "", "has no variable datasource");
        panels(dashboard.getAsJsonArray("panels"));
        dataSources(dashboard);
    }

    private void variable(JsonObject variable) {
        String name = string(variable, "name");
        variables.add(name);
        if (string(variable, "type").equals("query")) {
            Matcher query = VALUES_OF.matcher(string(variable, "query"));
            require(query.matches(), "variable " + name, "the query is label_values(SERIES, LABEL)");
            if (query.matches()) {
                String by = "count by (" + query.group(2) + ") (" + replaced(query.group(1)) + ")";
                findings.addAll(known.findings(file + " variable " + name, by));
            }
        }
    }

    private void panels(JsonArray panels) {
        Set<Integer> ids = new HashSet<>();
        for (JsonElement element : panels) {
            JsonObject panel = element.getAsJsonObject();
            String title = string(panel, "title");
            String where = "panel " + title;
            require(!title.isBlank(), where, "has no title");
            require(ids.add(panel.get("id").getAsInt()), where, "another panel has its id");
            if (!string(panel, "type").equals("row")) {
                require(!string(panel, "description").isBlank(), where, "has no description");
                JsonArray targets = panel.has("targets") ? panel.getAsJsonArray("targets") : new JsonArray();
                require(!targets.isEmpty(), where, "shows nothing");
                for (JsonElement target : targets) {
                    expression(where, string(target.getAsJsonObject(), "expr"));
                }
            }
        }
    }

    private void expression(String where, String expression) {
        Matcher used = Pattern.compile("\\$\\{?([a-zA-Z_]+)").matcher(expression);
        while (used.find()) {
            require(variables.contains(used.group(1)), where, "there is no variable " + used.group(1));
        }
        findings.addAll(known.findings(file + " " + where, replaced(expression)));
    }

    /** Variables stand for durations or inside of strings. */
    private static String replaced(String expression) {
        return expression.replaceAll("\\$\\{?__[a-z_]+}?", "5m").replaceAll("\\$\\{?([a-zA-Z]+)}?", "$1");
    }

    private void dataSources(JsonElement element) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(this::dataSources);
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("datasource")) {
                JsonElement source = object.get("datasource");
                boolean chosen = source.isJsonObject()
                        && string(source.getAsJsonObject(), "uid").equals(DATA_SOURCE);
                require(chosen, string(object, "title"), "the data source is " + DATA_SOURCE + ", not " + source);
            }
            object.entrySet().forEach(entry -> dataSources(entry.getValue()));
        }
    }

    private void require(boolean holds, String where, String otherwise) {
        if (!holds) {
            findings.add(new Finding((file + " " + where).strip(), otherwise));
        }
    }

    private static String string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
