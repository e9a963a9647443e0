package dev.touchstone.touchpoint.remap;

import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetResponse;
import dev.touchstone.mapping.v1.LandingParameter;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MatchView;
import dev.touchstone.mapping.v1.RuleSetReference;
import dev.touchstone.touchpoint.generate.MappingKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads what goes to and comes from mapping-service. */
public final class RuleSetMessages {
    /** The contract's; a longer text, which no rule can tell from its beginning, is cut. */
    private static final int MAX_TEXT = 2_048;

    private static final int MAX_MARKERS = 20;
    private static final int MAX_PARAMETERS = 10;

    /** The contract's. */
    private static final int MAX_KEYS = 1_000;

    /** A message of so many characters is below the 4 MB that a server takes, whatever they are. */
    private static final int MAX_CHARACTERS = 1_000_000;

    private RuleSetMessages() {}

    /** The message of a key. */
    public static dev.touchstone.mapping.v1.MappingKey of(MappingKey key) {
        dev.touchstone.mapping.v1.MappingKey.Builder message = dev.touchstone.mapping.v1.MappingKey.newBuilder()
                .setKind(
                        switch (key.kind()) {
                            case WEB_SESSION -> MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION;
                            case CRM_CAMPAIGN -> MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN;
                            case CRM_ACTIVITY -> MappingKeyKind.MAPPING_KEY_KIND_CRM_ACTIVITY;
                        })
                .setCampaign(cut(key.campaign()))
                .setMedium(cut(key.medium()))
                .setSource(cut(key.source()))
                .setLandingPage(cut(key.landingPage()))
                .setReferrer(cut(key.referrer()))
                .setStatus(cut(key.status()));
        key.clickMarkers().stream().limit(MAX_MARKERS).forEach(message::addClickMarkers);
        key.landingParameters().stream()
                .limit(MAX_PARAMETERS)
                .forEach(parameter -> message.addLandingParameters(
                        LandingParameter.newBuilder().setName(parameter.name()).setValue(cut(parameter.value()))));
        return message.build();
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end);
    }

    /** The message that names a rule set. */
    public static RuleSetReference of(RuleSetChoice choice) {
        return switch (choice) {
            case RuleSetChoice.Version(long number) ->
                RuleSetReference.newBuilder().setVersion(number).build();
            case RuleSetChoice.Draft(var id) ->
                RuleSetReference.newBuilder().setDraftId(id.toString()).build();
        };
    }

    static ActiveRules activeRules(GetActiveRuleSetResponse message) {
        List<RulePeriod> periods = new ArrayList<>();
        message.getPeriodsList()
                .forEach(period -> periods.add(new RulePeriod(
                        period.hasStartTime()
                                // As the store keeps it, so that what was stored is seen to be what is active.
                                ? Instant.ofEpochSecond(
                                                period.getStartTime().getSeconds(),
                                                period.getStartTime().getNanos())
                                        .truncatedTo(ChronoUnit.MICROS)
                                : null,
                        period.getVersion())));
        return new ActiveRules(message.getRuleSet().getVersion(), periods, message.getCatalogueVersion());
    }

    /** Requests for all keys, in their order, each as large as one may be. */
    static List<ClassifyRequest> requests(RuleSetChoice ruleSet, List<MappingKey> keys) {
        List<ClassifyRequest> requests = new ArrayList<>();
        ClassifyRequest.Builder request = empty(ruleSet);
        int characters = 0;
        for (MappingKey key : keys) {
            int size = characters(key);
            if (request.getMappingKeysCount() == MAX_KEYS
                    || (request.getMappingKeysCount() > 0 && characters + size > MAX_CHARACTERS)) {
                requests.add(request.build());
                request = empty(ruleSet);
                characters = 0;
            }
            request.addMappingKeys(of(key));
            characters += size;
        }
        if (request.getMappingKeysCount() > 0) {
            requests.add(request.build());
        }
        return requests;
    }

    private static ClassifyRequest.Builder empty(RuleSetChoice ruleSet) {
        return ClassifyRequest.newBuilder().setRuleSet(of(ruleSet)).setView(MatchView.MATCH_VIEW_ROW_NUMBERS);
    }

    private static int characters(MappingKey key) {
        int texts = key.campaign().length()
                + key.medium().length()
                + key.source().length()
                + key.landingPage().length()
                + key.referrer().length()
                + key.status().length();
        int lists = key.clickMarkers().stream().mapToInt(String::length).sum()
                + key.landingParameters().stream()
                        .mapToInt(parameter ->
                                parameter.name().length() + parameter.value().length())
                        .sum();
        return texts + lists;
    }
}
