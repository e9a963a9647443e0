package dev.touchstone.touchpoint.site;

import dev.touchstone.touchpoint.api.ProtoTime;

/** Writes the answers of {@code SiteService}. */
final class SiteMessages {
    private SiteMessages() {}

    static dev.touchstone.touchpoint.v1.Site site(Site site) {
        dev.touchstone.touchpoint.v1.Site.Builder message = dev.touchstone.touchpoint.v1.Site.newBuilder()
                .setSiteId(site.siteId())
                .setDisplayName(site.settings().displayName())
                .setEmailLinkParameter(site.settings().emailLinkParameter())
                .addAllFormEventNames(site.settings().formEventNames())
                .setWriteKey(site.writeKey())
                .setCreateTime(ProtoTime.timestamp(site.createdAt()))
                .setUpdateTime(ProtoTime.timestamp(site.updatedAt()))
                .setEtag(Long.toString(site.revision()));
        if (site.previousWriteKey() != null) {
            message.setPreviousWriteKey(site.previousWriteKey());
        }
        for (SiteDomain domain : site.settings().domains()) {
            message.addDomainsBuilder().setDomain(domain.domain()).setEnabled(domain.enabled());
        }
        return message.build();
    }
}
