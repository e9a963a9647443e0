package dev.touchstone.commandline.doctor;

import dev.touchstone.commandline.doctor.Reading.Answered;
import dev.touchstone.commandline.doctor.Reading.Silent;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the services say, taken together: who answers, which versions, whose clock. Pure. */
public final class Diagnosis {
    private static final double SKEW_SECONDS = 2;
    private static final double BAD_SKEW_SECONDS = 60;

    private final List<Finding> findings = new ArrayList<>();

    private Diagnosis() {}

    /** Findings, worst first. */
    public static List<Finding> of(List<Reading> readings) {
        Diagnosis diagnosis = new Diagnosis();
        List<Answered> answered = new ArrayList<>();
        for (Reading reading : readings) {
            switch (reading) {
                case Silent silent -> diagnosis.silent(silent);
                case Answered answer -> diagnosis.answered(answer).ifPresent(answered::add);
            }
        }
        diagnosis.versions(answered);
        diagnosis.clocks(answered);
        diagnosis.rules(answered);
        answered.forEach(answer -> diagnosis.findings.addAll(Measures.of(answer)));
        diagnosis.findings.sort(Comparator.comparing(Finding::level));
        return List.copyOf(diagnosis.findings);
    }

    private void silent(Silent silent) {
        findings.add(Finding.wrong(
                silent.remote().displayName(),
                "does not answer at " + silent.address() + ": " + silent.why(),
                "start it, or say with " + option(silent.remote()) + " HOST:PORT where its management port is"));
    }

    private Optional<Answered> answered(Answered answer) {
        String subject = answer.remote().displayName();
        Optional<String> name = label(answer, "service");
        if (name.filter(subject::equals).isEmpty()) {
            findings.add(Finding.wrong(
                    subject,
                    "is not what answers at " + answer.address() + ", but "
                            + name.orElse("a process that does not say which service it is"),
                    "say with " + option(answer.remote()) + " HOST:PORT where its management port is"));
            return Optional.empty();
        }
        List<Reading.Check> down =
                answer.checks().stream().filter(check -> !check.up()).toList();
        down.forEach(check -> findings.add(Finding.wrong(
                subject,
                "is not ready: " + check.name() + said(check),
                check.name().equals("schema")
                        ? "bring its database back, or let it migrate the schema; it goes on by itself"
                        : "remove what the check names; the service goes on by itself")));
        if (down.isEmpty()) {
            findings.add(Finding.well(
                    subject, "is ready at " + answer.address() + ", version " + version(answer) + schema(answer)));
        }
        return Optional.of(answer);
    }

    private void versions(List<Answered> answered) {
        Map<String, String> versions = new TreeMap<>();
        answered.forEach(answer -> versions.put(answer.remote().displayName(), version(answer)));
        if (versions.values().stream().distinct().count() > 1) {
            findings.add(Finding.look(
                    Finding.SUITE,
                    "runs in several versions: " + versions,
                    "finish the roll-out, or take it back as a whole"));
        }
    }

    private void clocks(List<Answered> answered) {
        for (Answered answer : answered) {
            OptionalDouble there = answer.scrape().sum("touchstone_service_time_seconds", Map.of());
            if (there.isEmpty()) {
                continue;
            }
            double ahead = there.getAsDouble() - answer.asked().middle();
            double off = Math.abs(ahead);
            double tolerated = SKEW_SECONDS + answer.asked().took().toMillis() / 2_000.0;
            if (off > tolerated) {
                findings.add(new Finding(
                        off > BAD_SKEW_SECONDS ? Finding.Level.WRONG : Finding.Level.LOOK,
                        answer.remote().displayName(),
                        "has a clock that is " + Words.duration(Duration.ofMillis((long) (off * 1_000)))
                                + (ahead > 0 ? " ahead of" : " behind") + " the one here",
                        "let both machines keep time (chrony, systemd-timesyncd)"));
            }
        }
    }

    /** Both sides are a moment old, so that a difference is only worth a look. */
    private void rules(List<Answered> answered) {
        OptionalDouble there = value(answered, Remote.MAPPING, "touchstone_mapping_active_rule_set_version");
        OptionalDouble known = value(answered, Remote.TOUCHPOINT, "touchstone_remap_active_version");
        if (there.isEmpty() || known.isEmpty()) {
            return;
        }
        if (there.getAsDouble() == 0) {
            findings.add(
                    Finding.wrong(
                            Remote.MAPPING.displayName(),
                            "has no active rules",
                            "see its log for why the shipped rules were not installed, or publish some: ./touchstone rules publish"));
        } else if (there.getAsDouble() != known.getAsDouble()) {
            findings.add(Finding.look(
                    Finding.SUITE,
                    String.format(
                            Locale.ROOT,
                            "mapping-service has version %.0f of the channel rules active, touchpoint-service knows of %.0f",
                            there.getAsDouble(),
                            known.getAsDouble()),
                    "look again in half a minute; then ./touchstone remap status says what it waits for"));
        }
    }

    private static OptionalDouble value(List<Answered> answered, Remote remote, String metric) {
        return answered.stream()
                .filter(answer -> answer.remote() == remote)
                .findFirst()
                .map(answer -> answer.scrape().sum(metric, Map.of()))
                .orElse(OptionalDouble.empty());
    }

    private static String version(Answered answer) {
        return label(answer, "version").orElse("unknown");
    }

    private static Optional<String> label(Answered answer, String label) {
        return answer.scrape().samples("touchstone_service_info").stream()
                .findFirst()
                .map(sample -> sample.labels().get(label));
    }

    private static String schema(Answered answer) {
        return answer.checks().stream()
                .filter(check -> check.name().equals("schema"))
                .map(check -> check.data().get("found"))
                .filter(version -> version != null)
                .findFirst()
                .map(version -> ", schema " + version)
                .orElse("");
    }

    /** What a check says in words; numbers and truth values alone say nothing. */
    private static String said(Reading.Check check) {
        List<String> words = new TreeMap<>(check.data())
                .values().stream()
                        .filter(value -> !value.matches("true|false|\\d+|UP|DOWN"))
                        .toList();
        return words.isEmpty() ? "" : " (" + String.join("; ", words) + ")";
    }

    private static String option(Remote remote) {
        return "--" + remote.displayName().replace("-service", "");
    }
}
