package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.v1.AliasIdentity;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.IgnoredIdentity;
import dev.touchstone.touchpoint.v1.SessionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random facts about who visitors are, made to collide: few visitors, aliases, leads and addresses, leads whose address
 * changes, and random changes of the ignore list and the settings.
 */
final class RandomIdentities {
    private static final List<String> REFERRERS = List.of(
            "", "", "https://www.google.com/", "https://accounts.google.com/signin", "https://www.paypal.com/pay");

    private final Random random;
    final List<WebEvent> events = new ArrayList<>();
    final List<AliasIdentity> aliasIdentities = new ArrayList<>();
    final List<CrmRecord> leads = new ArrayList<>();
    final List<IgnoredIdentity> ignored = new ArrayList<>();
    final List<IgnoredIdentity> unignored = new ArrayList<>();
    final List<SessionSettings> settings = new ArrayList<>();

    RandomIdentities(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 90; i++) {
            events.add(event("e" + i));
        }
        for (int i = 0; i < 12; i++) {
            aliasIdentities.add(IdentityFacts.identity("m" + random.nextInt(4), email(), time()));
            leads.add(Facts.lead("L" + random.nextInt(4), random.nextInt(4) == 0 ? "" : email(), time()));
            leads.add(Facts.call(
                    "T" + random.nextInt(6), "L" + random.nextInt(4), "v" + random.nextInt(8), time(), time()));
            ignored.add(subject());
            unignored.add(subject());
        }
        for (int i = 0; i < 5; i++) {
            settings.add(someSettings());
        }
    }

    private WebEvent event(String id) {
        WebEventType type = WebEventType.values()[random.nextInt(WebEventType.values().length)];
        return switch (type) {
            case PAGE_VIEW -> event(id, type, null, null);
            case FORM_SUBMISSION, IDENTIFICATION, CHAT -> event(id, type, email(), null);
            case EMAIL_LINK_CLICK ->
                random.nextBoolean()
                        ? event(id, type, email(), null)
                        : event(id, type, null, IdentityFacts.crmPerson("L" + random.nextInt(4)));
            case ALIAS -> event(id, type, null, IdentityFacts.munchkin("m" + random.nextInt(4)));
        };
    }

    private WebEvent event(String id, WebEventType type, @Nullable String email, @Nullable VisitorAlias alias) {
        return new WebEvent(
                "v" + random.nextInt(8),
                id,
                time(),
                type,
                PageUrl.parse("https://acme.com/" + id).orElseThrow(),
                PageUrl.parse(REFERRERS.get(random.nextInt(REFERRERS.size()))).orElse(null),
                email,
                new WebEvent.Detail(0, 0, alias, null, null));
    }

    private IgnoredIdentity subject() {
        int kind = random.nextInt(3);
        return IgnoredIdentity.newBuilder()
                .setEmail(kind == 0 ? "" : email())
                .setVisitorId(kind == 1 ? "" : "v" + random.nextInt(8))
                .build();
    }

    private SessionSettings someSettings() {
        SessionSettings.Builder some = SessionSettings.newBuilder()
                .setInactivity(IdentityInvariantsTest.minutes(1 + random.nextInt(60)))
                .setCarryover(IdentityInvariantsTest.minutes(random.nextBoolean() ? 0 : 600))
                .setMaxPostLcTouchpoints(random.nextInt(3));
        if (random.nextBoolean()) {
            some.addSignInHosts("accounts.google.com");
        }
        if (random.nextBoolean()) {
            some.addPaymentHosts("paypal.com");
        }
        return some.build();
    }

    private Instant time() {
        return Facts.DAY.plusSeconds(random.nextInt(100) * 300L);
    }

    private String email() {
        return "p" + random.nextInt(4) + "@example.com";
    }
}
