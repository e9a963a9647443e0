package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import dev.touchstone.touchpoint.v1.AliasIdentity;
import dev.touchstone.touchpoint.v1.RecordAliasIdentitiesRequest;
import dev.touchstone.touchpoint.v1.VisitorAliasType;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds events with aliases, and what other systems know of aliases. */
final class IdentityFacts {
    private IdentityFacts() {}

    static VisitorAlias munchkin(String value) {
        return new VisitorAlias(VisitorAlias.Type.MARKETO_MUNCHKIN, value);
    }

    static VisitorAlias crmPerson(String id) {
        return new VisitorAlias(VisitorAlias.Type.CRM_PERSON, id);
    }

    static WebEvent aliasEvent(String visitor, String event, Instant time, VisitorAlias alias) {
        return event(visitor, event, time, WebEventType.ALIAS, null, alias);
    }

    /** A click on a link in an e-mail that names its reader by an id. */
    static WebEvent click(String visitor, String event, Instant time, VisitorAlias reader) {
        return event(visitor, event, time, WebEventType.EMAIL_LINK_CLICK, null, reader);
    }

    static WebEvent event(
            String visitor,
            String event,
            Instant time,
            WebEventType type,
            @Nullable String email,
            @Nullable VisitorAlias alias) {
        return new WebEvent(
                visitor,
                event,
                time,
                type,
                PageUrl.parse("https://acme.com/" + event).orElseThrow(),
                null,
                email,
                new WebEvent.Detail(0, 0, alias, null, null));
    }

    static AliasIdentity identity(String munchkin, String email, Instant since) {
        return AliasIdentity.newBuilder()
                .setAlias(dev.touchstone.touchpoint.v1.VisitorAlias.newBuilder()
                        .setType(VisitorAliasType.VISITOR_ALIAS_TYPE_MARKETO_MUNCHKIN)
                        .setValue(munchkin))
                .setEmail(email)
                .setIdentifyTime(Facts.time(since))
                .build();
    }

    static RecordAliasIdentitiesRequest record(AliasIdentity... identities) {
        return RecordAliasIdentitiesRequest.newBuilder()
                .addAllAliasIdentities(Arrays.asList(identities))
                .build();
    }
}
