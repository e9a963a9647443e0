package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person with random facts of all kinds, many of them at the same instants and in the same campaigns. */
final class RandomPerson {
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
    private static final String[] TYPES = {"Call", "CALL", "Email", ""};
    private static final int[] MARKETO_TYPES = {3, 11, 22};

    private final Random random;
    private final PersonFacts facts;

    RandomPerson(long seed) {
        random = new Random(seed);
        List<CampaignFacts> campaigns = new ArrayList<>();
        List<ProgramFacts> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            campaigns.add(random.nextInt(5) == 0 ? null : campaign(i));
            programs.add(random.nextInt(5) == 0 ? null : KnownPerson.program("P" + i, "Program " + i % 2, "Email"));
        }
        facts = new PersonFacts(
                PersonId.of("person-" + seed + "@example.org"),
                random.nextInt(4) == 0 ? List.of() : several(this::person),
                several(i -> visit()),
                several(i -> membership(i, campaigns)),
                several(this::activity),
                several(i -> programMembership(i, programs)),
                several(i -> marketingActivity(i, programs)));
    }

    /** The facts. */
    PersonFacts facts() {
        return facts;
    }

    /** The facts in another order each time. */
    PersonFacts shuffled() {
        return new PersonFacts(
                facts.personId(),
                shuffled(facts.people()),
                shuffled(facts.visits()),
                shuffled(facts.memberships()),
                shuffled(facts.activities()),
                shuffled(facts.programMemberships()),
                shuffled(facts.marketingActivities()));
    }

    /** All facts by name. */
    List<FactReference> references() {
        return Stream.of(
                        named(
                                FactReference.Kind.SESSION,
                                facts.visits().stream()
                                        .map(visit -> visit.sessionId().toString())),
                        named(
                                FactReference.Kind.CAMPAIGN_MEMBER,
                                facts.memberships().stream().map(Membership::campaignMemberId)),
                        named(
                                FactReference.Kind.ACTIVITY,
                                facts.activities().stream().map(SalesActivity::activityId)),
                        named(
                                FactReference.Kind.PROGRAM_MEMBER,
                                facts.programMemberships().stream().map(ProgramMembership::programMemberId)),
                        named(
                                FactReference.Kind.MARKETING_ACTIVITY,
                                facts.marketingActivities().stream().map(MarketingActivity::marketingActivityId)))
                .flatMap(references -> references)
                .toList();
    }

    private static Stream<FactReference> named(FactReference.Kind kind, Stream<String> ids) {
        return ids.map(id -> new FactReference(kind, id));
    }

    private interface Maker<T> {
        T make(int number);
    }

    private <T> List<T> several(Maker<T> maker) {
        List<T> made = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            made.add(maker.make(i));
        }
        return made;
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private Instant time() {
        return BEGIN.plusSeconds(random.nextInt(6));
    }

    private @Nullable Instant sometimes() {
        return random.nextInt(3) == 0 ? time() : null;
    }

    private FieldSource fields(String... values) {
        String value = values[random.nextInt(values.length)];
        return KnownPerson.fields(value.isEmpty() ? Map.of() : Map.of("Grade", new FieldValue.Text(value)));
    }

    private CrmPersonFacts person(int number) {
        CrmPersonFacts.Type type = CrmPersonFacts.Type.values()[random.nextInt(3)];
        boolean linked = type == CrmPersonFacts.Type.MARKETO_PERSON && random.nextBoolean();
        return new CrmPersonFacts(
                "L" + number,
                type,
                time(),
                linked ? "L0" : "",
                "",
                CrmPersonFacts.Profile.NOT_READ,
                fields("", "A", "B"));
    }

    private Visit visit() {
        FormType form = random.nextInt(3) > 0 ? null : FormType.values()[random.nextInt(FormType.values().length)];
        Instant start = time();
        return new Visit(
                new UUID(random.nextLong(), random.nextLong()),
                new Visit.Stay("v-" + random.nextInt(2), start, start.plusSeconds(random.nextInt(3))),
                form,
                new WebPages(
                        "https://acme.com/",
                        "https://acme.com/?a",
                        "",
                        "",
                        form == null ? "" : "https://acme.com/demo",
                        form == null ? "" : "Demo"),
                new Visit.Arrival(
                        random.nextBoolean() ? "google.com" : "",
                        random.nextBoolean()
                                ? CampaignParameters.NONE
                                : CampaignParameters.parse("utm_source=x&utm_campaign=y")),
                new Visit.Circumstances(
                        random.nextBoolean() ? null : new UUID(1, random.nextInt(3)),
                        new WebContext("site", false, "", "", random.nextBoolean() ? "DE" : "", "BE", "Berlin")),
                new UUID(random.nextLong(), random.nextLong()));
    }

    private CampaignFacts campaign(int number) {
        LocalDate day = LocalDate.parse("2026-03-02");
        CampaignFacts.Days days = random.nextInt(3) > 0
                ? CampaignFacts.Days.NONE
                : new CampaignFacts.Days(
                        null, null, null, day.plusDays(random.nextInt(3) - 1), day.plusDays(random.nextInt(3) - 1));
        return new CampaignFacts(
                "701" + number,
                "Campaign " + number % 2,
                "Webinar",
                "",
                SyncType.values()[random.nextInt(SyncType.values().length)],
                days,
                fields(""));
    }

    private Membership membership(int number, List<CampaignFacts> campaigns) {
        int campaign = random.nextInt(campaigns.size());
        return new Membership(
                "00v" + number,
                "701" + campaign,
                campaigns.get(campaign),
                new Membership.Dates(time(), sometimes(), sometimes()),
                "",
                random.nextBoolean(),
                fields("", "A"));
    }

    private SalesActivity activity(int number) {
        String visitor = random.nextInt(3) == 0 ? "v-" + random.nextInt(3) : "";
        return new SalesActivity(
                "00T" + number,
                ActivityKind.values()[random.nextInt(2)],
                time().plusSeconds(random.nextInt(3) == 0 ? 1_802 : 0),
                TYPES[random.nextInt(TYPES.length)],
                "Subject " + random.nextInt(2),
                new SalesActivity.Details("", random.nextBoolean() ? "Jill" : "", null, null, visitor),
                fields(""));
    }

    private ProgramMembership programMembership(int number, List<ProgramFacts> programs) {
        int program = random.nextInt(programs.size());
        return new ProgramMembership("PM" + number, "P" + program, programs.get(program), time(), "", fields("", "A"));
    }

    private MarketingActivity marketingActivity(int number, List<ProgramFacts> programs) {
        int program = random.nextInt(programs.size() * 2);
        boolean ofProgram = program < programs.size();
        return new MarketingActivity(
                "MA" + number,
                new MarketingActivity.Type(MARKETO_TYPES[random.nextInt(MARKETO_TYPES.length)], "Some Type"),
                time(),
                ofProgram ? "P" + program : "",
                ofProgram ? programs.get(program) : null,
                random.nextBoolean() ? "Value" : "",
                fields("", "A"));
    }
}
