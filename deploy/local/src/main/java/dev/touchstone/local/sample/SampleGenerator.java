package dev.touchstone.local.sample;

import dev.touchstone.local.sample.SampleOrganisation.Activity;
import dev.touchstone.local.sample.SampleOrganisation.Campaign;
import dev.touchstone.local.sample.SampleOrganisation.Member;
import dev.touchstone.local.sample.SampleOrganisation.Person;
import dev.touchstone.local.sample.SampleOrganisation.Sync;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes the sample organisation: the third quarter of 2025 of a maker of measuring instruments. */
public final class SampleGenerator {
    /** The seed of the demo. */
    public static final long SEED = 20_250_701L;

    /** The first people surely have web sessions, a campaign membership and an activity. */
    static final int STORIES = 12;

    private static final int PEOPLE = 300;
    private static final int NO_EMAIL_EVERY = 19;
    private static final int NOT_IN_CRM_EVERY = 23;
    private static final long DAY_SECONDS = 86_400;
    private static final Instant QUARTER = Instant.parse("2025-07-01T00:00:00Z");
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Chloe", "Daniel", "Elena", "Felix", "Grace", "Hugo", "Ines", "Jonas", "Karin", "Liam",
            "Maya", "Nils", "Olga", "Pedro", "Quinn", "Rosa", "Samir", "Tess", "Uma", "Viktor", "Wanda", "Yara", "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Abbott", "Berger", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanova", "Jansen",
            "Keller", "Lopez", "Moreau", "Novak", "Olsen", "Petrov", "Quist", "Rossi", "Santos", "Tanaka", "Ueda",
            "Varga", "Weber", "Young", "Zimmer");
    private static final List<String> COMPANIES = List.of(
            "Alpine Dairy",
            "Blue River Water",
            "Copper Hill Mining",
            "Delta Foods",
            "Eastport Chemicals",
            "Fjord Energy",
            "Greenfield Brewing",
            "Harbour Logistics",
            "Iron Bridge Steel",
            "Juniper Pharma",
            "Kestrel Paper",
            "Lakeside Utilities");
    private static final List<String> TITLES = List.of(
            "Plant Manager",
            "Process Engineer",
            "Head of Maintenance",
            "Procurement Lead",
            "Automation Engineer",
            "Quality Manager",
            "Operations Director");

    private final Random random;
    private final List<Person> people = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();

    private SampleGenerator(long seed) {
        random = new Random(seed);
    }

    /** The organisation of a seed: equal seeds give equal organisations, on every machine. */
    public static SampleOrganisation generate(long seed) {
        return new SampleGenerator(seed).generate();
    }

    private SampleOrganisation generate() {
        for (int i = 0; i < PEOPLE; i++) {
            people.add(person(i));
        }
        List<Campaign> campaigns = List.of(
                new Campaign(
                        CrmIds.id("701", 1),
                        "Webinar: Calibration without downtime",
                        "Webinar",
                        Sync.INCLUDE_ALL,
                        QUARTER),
                new Campaign(
                        CrmIds.id("701", 2), "Trade show: Process Days 2025", "Trade Show", Sync.INCLUDE_ALL, QUARTER),
                new Campaign(CrmIds.id("701", 3), "Internal: account clean-up Q3", "Other", Sync.EXCLUDE_ALL, QUARTER));
        join(campaigns.get(0), 5, "Attended", 44);
        join(campaigns.get(1), 4, "Visited booth", 71);
        join(campaigns.get(2), 9, "Reviewed", 60);
        people.forEach(this::activities);
        return new SampleOrganisation(people, campaigns, members, activities, new SampleTraffic(random).of(people));
    }

    private Person person(int i) {
        boolean contact = random.nextInt(100) < 35;
        boolean inCrm = i < STORIES || i % NOT_IN_CRM_EVERY != 0;
        String first = FIRST_NAMES.get(i % FIRST_NAMES.size());
        String last = LAST_NAMES.get((i / FIRST_NAMES.size() + i * 7) % LAST_NAMES.size());
        String company = COMPANIES.get(random.nextInt(COMPANIES.size()));
        String domain = company.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example";
        String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@" + domain;
        return new Person(
                1_001L + i,
                inCrm ? CrmIds.id(contact ? "003" : "00Q", i + 1L) : "",
                contact,
                first,
                last,
                i < STORIES || i % NO_EMAIL_EVERY != 0 ? email : "",
                company,
                TITLES.get(random.nextInt(TITLES.size())),
                owner(),
                time(0, 60));
    }

    /** Most people belong to one of eight sellers, some to a queue, some to nobody. */
    private String owner() {
        int point = random.nextInt(100);
        if (point < 82) {
            return CrmIds.id("005", 1 + point % 8);
        }
        return point < 92 ? CrmIds.id("00G", 1) : "";
    }

    /** Every so-many-th person of the CRM joins around one day of the quarter. */
    private void join(Campaign campaign, int every, String status, int day) {
        for (int i = 0; i < people.size(); i++) {
            boolean joins = i % every == 0 || (i < STORIES && "Webinar".equals(campaign.type()));
            if (joins && !people.get(i).crmId().isEmpty()) {
                members.add(new Member(
                        CrmIds.id("00v", members.size() + 1L),
                        campaign.crmId(),
                        people.get(i).crmId(),
                        status,
                        time(day, 2)));
            }
        }
    }

    private void activities(Person person) {
        boolean story = person.marketoId() <= 1_000L + STORIES;
        int count = person.crmId().isEmpty() ? 0 : (story ? 1 : 0) + Math.min(random.nextInt(4), random.nextInt(3));
        for (int i = 0; i < count; i++) {
            int kind = story && i == 0 ? 0 : random.nextInt(4);
            String type = List.of("Call", "Email", "Meeting", "Call").get(kind);
            String subject = List.of(
                            "Call: discovery",
                            "Email: data sheet NF-40",
                            "Meeting: plant visit",
                            "Call: follow-up on quote")
                    .get(kind);
            activities.add(new Activity(
                    CrmIds.id("00T", activities.size() + 1L), person.crmId(), type, subject, time(20, 70)));
        }
    }

    private Instant time(int fromDay, int days) {
        return QUARTER.plusSeconds((fromDay + random.nextInt(days)) * DAY_SECONDS + 7 * 3_600 + random.nextInt(36_000));
    }
}
