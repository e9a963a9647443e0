package dev.touchstone.mapping.channel;

import dev.touchstone.runtime.IdSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The catalogue in PostgreSQL. */
@ApplicationScoped
class SqlChannelStore implements ChannelStore, PanacheRepositoryBase<ChannelRow, UUID> {
    private static final String PAGE = """
            select distinct channel from ChannelRow channel left join fetch channel.subchannels
            where channel.displayName in (
                select name from (
                    select named.displayName as name from ChannelRow named
                    where named.displayName > :after order by named.displayName limit :limit) page)
            order by channel.displayName
            """;

    private final IdSource ids;

    SqlChannelStore(IdSource ids) {
        this.ids = ids;
    }

    @Override
    public void addMissing(ChannelCatalogue catalogue) {
        for (Channel channel : catalogue.channels()) {
            ChannelRow row = find("displayName", channel.displayName())
                    .firstResultOptional()
                    .orElseGet(() -> new ChannelRow(ids.next(), channel.displayName()));
            channel.subchannels().stream()
                    .filter(subchannel -> !row.has(subchannel))
                    .forEach(subchannel -> row.subchannels.add(new SubchannelRow(ids.next(), subchannel)));
            persist(row);
        }
    }

    @Override
    public ChannelCatalogue load() {
        return new ChannelCatalogue(list(Optional.empty(), Integer.MAX_VALUE));
    }

    @Override
    public List<Channel> list(Optional<String> after, int limit) {
        return getEntityManager()
                .createQuery(PAGE, ChannelRow.class)
                .setParameter("after", after.orElse(""))
                .setParameter("limit", limit)
                .getResultStream()
                .map(ChannelRow::toChannel)
                .toList();
    }
}
