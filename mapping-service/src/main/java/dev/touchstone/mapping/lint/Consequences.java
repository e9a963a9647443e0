package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.RuleField;
import dev.touchstone.mapping.detect.Detector;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What follows from clauses beyond what they say: from the meaning of fields and of some detectors. */
final class Consequences {
    private static final Shape ANY = new Shape.Any();
    private static final Set<RuleField> TYPES =
            EnumSet.of(RuleField.CAMPAIGN_TYPE, RuleField.PROGRAM_CHANNEL, RuleField.ACTIVITY_TYPE);
    private static final List<RuleField> UTM = List.of(RuleField.CAMPAIGN, RuleField.MEDIUM, RuleField.SOURCE);

    /** What a key may be made from; a campaign of the CRM and a program of Marketo are told apart by rules. */
    enum Origin {
        SESSION,
        ACTIVITY,
        CAMPAIGN,
        PROGRAM
    }

    private Consequences() {}

    /** The clauses and what follows from them. */
    static Set<Clause> with(Set<Clause> clauses) {
        Set<Clause> known = new LinkedHashSet<>(clauses);
        for (Clause clause : clauses) {
            if (clause.negated()) {
                continue;
            }
            if (clause.atoms().stream().allMatch(Consequences::isOfType)) {
                known.add(new Clause(false, asMedium(clause)));
            }
            if (clause.atoms().size() == 1) {
                known.addAll(ofDetector(clause.atoms().iterator().next()));
            }
        }
        return known;
    }

    /** True if the medium passes what the type does: a pattern never passes the empty value, which every other key has. */
    private static boolean isOfType(Atom atom) {
        return TYPES.contains(atom.subject().field()) && atom.test() instanceof Atom.Passes;
    }

    private static Set<Atom> asMedium(Clause clause) {
        return clause.atoms().stream()
                .map(atom -> new Atom(Atom.Subject.of(RuleField.MEDIUM), atom.test()))
                .collect(Collectors.toSet());
    }

    /** {@code [Direct]}, {@code [Internal]} and {@code [Referral]} see no visit with a UTM parameter; the first has no referrer. */
    private static Set<Clause> ofDetector(Atom atom) {
        if (!(atom.test() instanceof Atom.Passes(Shape.Seen(Detector detector)))) {
            return Set.of();
        }
        boolean direct = detector instanceof Detector.Direct;
        if (!direct && !(detector instanceof Detector.Referral) && !(detector instanceof Detector.Internal)) {
            return Set.of();
        }
        Set<Clause> facts = new LinkedHashSet<>();
        UTM.forEach(field -> facts.add(new Clause(true, Set.of(any(field)))));
        facts.add(new Clause(direct, Set.of(any(RuleField.REFERRING_WEBSITE))));
        return facts;
    }

    private static Atom any(RuleField field) {
        return Atom.of(Atom.Subject.of(field), ANY);
    }

    /** What keys for which all these clauses hold may be made from. */
    static Set<Origin> origins(boolean online, Set<Clause> clauses) {
        Set<Origin> origins =
                online ? EnumSet.of(Origin.SESSION, Origin.ACTIVITY) : EnumSet.of(Origin.CAMPAIGN, Origin.PROGRAM);
        clauses.stream().filter(clause -> !clause.negated()).forEach(clause -> {
            Set<Origin> possible = EnumSet.noneOf(Origin.class);
            clause.atoms().forEach(atom -> possible.addAll(origins(atom)));
            origins.retainAll(possible);
        });
        return origins;
    }

    private static Set<Origin> origins(Atom atom) {
        if (!(atom.test() instanceof Atom.Passes(Shape pattern))) {
            // A regular expression may be found in the empty value, which every other key has.
            return EnumSet.allOf(Origin.class);
        }
        if (pattern instanceof Shape.Seen) {
            return EnumSet.of(Origin.SESSION);
        }
        return switch (atom.subject().field()) {
            case ACTIVITY_TYPE -> EnumSet.of(Origin.ACTIVITY);
            case CAMPAIGN_TYPE -> EnumSet.of(Origin.CAMPAIGN);
            case PROGRAM_CHANNEL -> EnumSet.of(Origin.PROGRAM);
            case CAMPAIGN_STATUS -> EnumSet.of(Origin.CAMPAIGN, Origin.PROGRAM);
            case CAMPAIGN,
                    MEDIUM,
                    SOURCE,
                    LANDING_PAGE,
                    LANDING_HOST,
                    LANDING_PATH,
                    QUERY_PARAMETER,
                    REFERRING_WEBSITE,
                    REFERRER_PATH,
                    CLICK_MARKER -> EnumSet.allOf(Origin.class);
        };
    }
}
