package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.detect.Detectors;
import dev.touchstone.mapping.detect.Evidence;
import dev.touchstone.mapping.detect.Visit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The rules of classification written as they are read, without regard to speed and without the classes of the real
 * classifier: what that one must agree with.
 */
final class ReferenceClassifier {
    private final ChannelRules rules;
    private final DetectorLists lists;

    ReferenceClassifier(ChannelRules rules, DetectorLists lists) {
        this.rules = rules;
        this.lists = lists;
    }

    int rowNumber(MappingKey key) {
        if (key.kind() == KeyKind.CRM_CAMPAIGN) {
            return IntStream.range(0, rules.offline().size())
                    .filter(i -> rules.offline().get(i).campaignType().equalsIgnoreCase(key.medium()))
                    .map(i -> rules.online().size() + i + 1)
                    .findFirst()
                    .orElse(0);
        }
        return IntStream.range(0, rules.online().size())
                .filter(i -> matches(rules.online().get(i).cells(), key))
                .map(i -> i + 1)
                .findFirst()
                .orElse(0);
    }

    private boolean matches(RuleCells cells, MappingKey key) {
        return matches(cells.campaign(), key.campaign(), key)
                && matches(cells.medium(), key.medium(), key)
                && matches(cells.source(), key.source(), key)
                && matches(cells.landingPage(), key.landingPage(), key)
                && matchesHost(cells.referringWebsite(), host(key), key);
    }

    private boolean matches(String cell, String value, MappingKey key) {
        return cell.isEmpty()
                || Arrays.stream(cell.split(";"))
                        .anyMatch(one -> one.startsWith("[") ? sees(one, key) : matchesText(one, value));
    }

    private boolean matchesHost(String cell, String host, MappingKey key) {
        return cell.isEmpty()
                || Arrays.stream(cell.split(";")).anyMatch(one -> {
                    if (one.startsWith("[")) {
                        return sees(one, key);
                    }
                    return one.contains("*") ? matchesText(one, host) : isNamed(host, one);
                });
    }

    private static boolean isNamed(String host, String name) {
        if (name.contains(".")) {
            String domain = name.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
            return ("." + host).toLowerCase(Locale.ROOT).endsWith("." + domain);
        }
        List<String> labels = List.of(host.split("\\."));
        List<String> named = labels.size() == 1 ? labels : labels.subList(0, labels.size() - 1);
        return named.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static boolean matchesText(String cell, String value) {
        if (cell.equals("*")) {
            return !value.isEmpty();
        }
        String text = cell.replace("*", "");
        int last = value.length() - text.length();
        boolean anywhereBefore = cell.startsWith("*");
        boolean anywhereAfter = cell.endsWith("*");
        return IntStream.rangeClosed(0, last)
                .filter(at -> anywhereBefore || at == 0)
                .filter(at -> anywhereAfter || at == last)
                .anyMatch(at -> value.regionMatches(true, at, text, 0, text.length()));
    }

    private boolean sees(String cell, MappingKey key) {
        if (key.kind() != KeyKind.WEB_SESSION) {
            return false;
        }
        Visit visit = new Visit(
                key.campaign().toLowerCase(Locale.ROOT),
                key.medium().toLowerCase(Locale.ROOT),
                key.source().toLowerCase(Locale.ROOT),
                host(key).toLowerCase(Locale.ROOT),
                key.clickMarkers());
        String name = cell.substring(1, cell.length() - 1);
        return Detectors.find(name).orElseThrow().sees(Evidence.of(visit, lists));
    }

    private static String host(MappingKey key) {
        String host = key.referrer().split("[/:]", 2)[0];
        return host.toLowerCase(Locale.ROOT).startsWith("www.") ? host.substring(4) : host;
    }
}
