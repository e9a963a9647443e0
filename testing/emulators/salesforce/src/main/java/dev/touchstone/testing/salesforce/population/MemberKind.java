package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Members of campaigns, dealt out to people and campaigns in rounds; three in ten responded. */
record MemberKind(Population population) implements Kind {
    @Override
    public String type() {
        return "CampaignMember";
    }

    @Override
    public String keyPrefix() {
        return "00v";
    }

    @Override
    public int count() {
        return population.counts().members();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        People people = new People(population);
        int person = people.personOf(ordinal);
        boolean responded = population.part(type(), ordinal, 3, 10) < 3;
        return switch (field) {
            case "CampaignId" ->
                SalesforceIds.of(
                        "701",
                        (person + people.roundOf(ordinal)) % population.counts().campaigns());
            case "LeadId" -> people.isContact(person) ? null : people.id(person);
            case "ContactId" -> people.isContact(person) ? people.id(person) : null;
            case "LeadOrContactId" -> people.id(person);
            case "Status" -> responded ? "Responded" : "Sent";
            case "HasResponded" -> responded;
            case "FirstRespondedDate" ->
                responded
                        ? Instant.ofEpochSecond(population.stampOf(ordinal, count()))
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                        : null;
            default -> null;
        };
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        People people = new People(population);
        return Optional.of(
                switch (field) {
                    case "LeadId", "ContactId", "LeadOrContactId" ->
                        Kind.every(people.person(value), people.count(), count());
                    case "CampaignId" -> ofCampaign(PersonKind.number("701", value), people);
                    default -> IntStream.empty();
                });
    }

    private IntStream ofCampaign(int campaign, People people) {
        int campaigns = population.counts().campaigns();
        if (campaign < 0 || campaign >= campaigns || count() == 0) {
            return IntStream.empty();
        }
        return IntStream.rangeClosed(0, people.roundOf(count() - 1)).flatMap(round -> {
            int first = Math.floorMod(campaign - round, campaigns);
            return Kind.every(first, campaigns, people.count())
                    .map(person -> round * people.count() + person)
                    .filter(ordinal -> ordinal < count());
        });
    }
}
