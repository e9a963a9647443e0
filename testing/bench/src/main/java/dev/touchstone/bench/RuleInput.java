package dev.touchstone.bench;

import dev.touchstone.bench.RuleTest.Part.Place;
import dev.touchstone.touchpoint.rule.Expression;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Campaign members and rules on them, from a seed: the same on every machine.
 *
 * <p><b>Shape:</b> 500 campaigns of 12 types with a name of words, one region in ten empty; members of 8 statuses, one in three
 * responded, added within two years, with a score up to 999, one of 4,000 titles (one in ten empty) and a remark that hardly
 * repeats. Every rule has five conditions on five of the ten fields.
 */
final class RuleInput {
    static final long SECONDS_PER_DAY = 86_400;

    private static final long SEED = 0x5DEECE66DL;
    private static final int CAMPAIGNS = 500;
    private static final int CONDITIONS = 5;
    private static final int DAYS = 730;
    private static final int SCORES = 1_000;
    private static final int COSTS = 50_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 1);

    private static final List<String> TYPES = List.of(
            "Webinar",
            "Trade Show",
            "Email",
            "Content Syndication",
            "Advertisement",
            "Direct Mail",
            "Partner",
            "Telemarketing",
            "Dinner",
            "Roadshow",
            "Referral",
            "Other");
    private static final List<String> STATUSES =
            List.of("Sent", "Opened", "Clicked", "Registered", "Attended", "No Show", "Responded", "Bounced");
    private static final List<String> REGIONS = List.of("EMEA", "NA", "LATAM", "APAC", "DACH", "Nordics");
    private static final List<String> WORDS = List.of(
            "Security",
            "Cloud",
            "Data",
            "Summit",
            "Launch",
            "Winter",
            "Spring",
            "Retail",
            "Finance",
            "Health",
            "Demo",
            "Ebook",
            "Partner",
            "Growth",
            "Field",
            "Virtual",
            "Executive",
            "Developer",
            "Analytics",
            "Platform");
    private static final List<String> RANKS =
            List.of("Chief", "Vice President", "Director", "Head", "Senior Manager", "Manager", "Analyst", "Assistant");

    private final int records;
    private final List<Campaign> campaigns = new ArrayList<>();

    /** What the members of a campaign share. */
    private record Campaign(
            String type, String name, @Nullable String region, int cost) {}

    /** So many records. */
    RuleInput(int records) {
        this.records = records;
        Random random = new Random(SEED);
        for (int i = 0; i < CAMPAIGNS; i++) {
            campaigns.add(new Campaign(
                    pick(TYPES, random),
                    pick(WORDS, random) + " " + pick(WORDS, random) + " Q" + (1 + random.nextInt(4)) + " 20"
                            + (10 + random.nextInt(8)) + " #" + i,
                    random.nextInt(10) == 0 ? null : pick(REGIONS, random),
                    random.nextInt(COSTS)));
        }
    }

    int records() {
        return records;
    }

    /** One record; the same for the same number. */
    RuleRecord record(int number) {
        Random random = new Random(SEED + 31L * number);
        int campaignNumber = random.nextInt(CAMPAIGNS);
        Campaign campaign = campaigns.get(campaignNumber);
        return new RuleRecord(
                number,
                campaignNumber,
                new RuleRecord.OfCampaign(campaign.type, campaign.name, campaign.region, campaign.cost),
                new RuleRecord.OfMember(
                        pick(STATUSES, random),
                        random.nextInt(3) == 0,
                        FIRST_DAY.toEpochDay() * SECONDS_PER_DAY + random.nextInt(DAYS * (int) SECONDS_PER_DAY),
                        random.nextInt(SCORES),
                        random.nextInt(10) == 0
                                ? null
                                : pick(RANKS, random) + " " + pick(WORDS, random) + " Group " + random.nextInt(25),
                        "Met at " + pick(WORDS, random) + " about " + pick(WORDS, random) + " " + pick(WORDS, random)
                                + ", call " + random.nextInt(1_000_000)));
    }

    /** So many rules; fewer are the first of more. */
    static List<List<RuleTest>> rules(int count) {
        Random random = new Random(~SEED);
        List<List<RuleTest>> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<RuleField> fields = new ArrayList<>(List.of(RuleField.values()));
            Collections.shuffle(fields, random);
            rules.add(fields.subList(0, CONDITIONS).stream()
                    .map(field -> test(field, random))
                    .toList());
        }
        return rules;
    }

    /** The rules as the product has them. */
    static List<Expression> expressions(List<List<RuleTest>> rules) {
        return rules.stream()
                .map(rule -> new Expression(
                        List.of(rule.stream().map(RuleTest::condition).toList())))
                .toList();
    }

    private static RuleTest test(RuleField field, Random random) {
        return switch (field) {
            case TYPE -> oneOf(field, TYPES, random);
            case STATUS -> oneOf(field, STATUSES, random);
            case REGION -> oneOf(field, REGIONS, random);
            case NAME -> part(field, pick(WORDS, random), random);
            case TITLE ->
                random.nextBoolean()
                        ? part(field, pick(RANKS, random), random)
                        : new RuleTest.Part(field, Place.END, "group " + random.nextInt(25), random.nextInt(4) == 0);
            case REMARK -> new RuleTest.Part(field, Place.ANYWHERE, lower(pick(WORDS, random)), random.nextInt(4) == 0);
            case COST -> between(field, COSTS, random);
            case SCORE -> between(field, SCORES, random);
            case CREATED -> new RuleTest.Before(field, FIRST_DAY.plusDays(random.nextInt(DAYS)), random.nextBoolean());
            case RESPONDED -> new RuleTest.Is(field, random.nextBoolean());
        };
    }

    private static RuleTest oneOf(RuleField field, List<String> texts, Random random) {
        List<String> some = new ArrayList<>(texts);
        Collections.shuffle(some, random);
        return new RuleTest.OneOf(
                field,
                some.subList(0, 1 + random.nextInt(3)).stream()
                        .map(RuleInput::lower)
                        .toList(),
                random.nextInt(4) == 0);
    }

    private static RuleTest part(RuleField field, String word, Random random) {
        Place place = random.nextBoolean() ? Place.START : Place.ANYWHERE;
        return new RuleTest.Part(field, place, lower(word), random.nextInt(4) == 0);
    }

    private static RuleTest between(RuleField field, int limit, Random random) {
        int from = random.nextInt(limit);
        return new RuleTest.Between(field, from, from + random.nextInt(limit / 2));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Tells one input from another. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < Math.min(records, 10_000); i++) {
                sha.update(record(i).line().getBytes(StandardCharsets.UTF_8));
            }
            rules(200).forEach(rule -> sha.update(rule.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
