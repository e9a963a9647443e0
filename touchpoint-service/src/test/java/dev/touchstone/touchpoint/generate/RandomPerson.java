package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** A person with random facts, many of them at the same instants and in the same campaigns. */
final class RandomPerson {
    private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
    private static final String[] TYPES = {"Call", "CALL", "Email", ""};

    private final Random random;
    private final PersonFacts facts;

    RandomPerson(long seed) {
        random = new Random(seed);
        List<PersonFacts.CampaignFacts> campaigns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SyncType syncType = SyncType.values()[random.nextInt(SyncType.values().length)];
            campaigns.add(
                    random.nextInt(5) == 0
                            ? null
                            : new PersonFacts.CampaignFacts("Campaign " + i % 2, "Webinar", syncType));
        }
        facts = new PersonFacts(
                PersonId.of("person-" + seed + "@example.org"),
                random.nextInt(4) == 0 ? null : time(),
                several(i -> visit()),
                several(i -> membership(i, campaigns)),
                several(i -> new PersonFacts.SalesActivity(
                        "00T" + i, time(), TYPES[random.nextInt(TYPES.length)], "Subject " + random.nextInt(2))));
    }

    /** The facts. */
    PersonFacts facts() {
        return facts;
    }

    /** The facts in another order each time. */
    PersonFacts shuffled() {
        return new PersonFacts(
                facts.personId(),
                facts.crmCreatedAt(),
                shuffled(facts.visits()),
                shuffled(facts.memberships()),
                shuffled(facts.activities()));
    }

    /** All facts by name. */
    List<FactReference> references() {
        return Stream.of(
                        facts.visits().stream()
                                .map(visit -> new FactReference(
                                        FactReference.Kind.SESSION,
                                        visit.sessionId().toString())),
                        facts.memberships().stream()
                                .map(member -> new FactReference(
                                        FactReference.Kind.CAMPAIGN_MEMBER, member.campaignMemberId())),
                        facts.activities().stream()
                                .map(activity -> new FactReference(FactReference.Kind.ACTIVITY, activity.activityId())))
                .flatMap(references -> references)
                .toList();
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

    private PersonFacts.Visit visit() {
        FormType form = random.nextInt(3) > 0 ? null : FormType.values()[random.nextInt(FormType.values().length)];
        return new PersonFacts.Visit(
                new UUID(random.nextLong(), random.nextLong()),
                time(),
                form,
                new WebPages(
                        "https://acme.com/",
                        "https://acme.com/?a",
                        "",
                        "",
                        form == null ? "" : "https://acme.com/demo",
                        form == null ? "" : "Demo"),
                random.nextBoolean() ? "google.com" : "",
                random.nextBoolean()
                        ? CampaignParameters.NONE
                        : CampaignParameters.parse("utm_source=x&utm_campaign=y"),
                random.nextBoolean() ? null : new UUID(1, random.nextInt(3)),
                new UUID(random.nextLong(), random.nextLong()));
    }

    private PersonFacts.Membership membership(int number, List<PersonFacts.CampaignFacts> campaigns) {
        int campaign = random.nextInt(campaigns.size());
        return new PersonFacts.Membership("00v" + number, "701" + campaign, time(), campaigns.get(campaign));
    }
}
