package dev.touchstone.mapping.channel;

import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.runtime.IdSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The catalogue in PostgreSQL. */
@ApplicationScoped
class SqlChannelStore implements ChannelStore, PanacheRepositoryBase<ChannelRow, UUID> {
    private static final String LOCK = "SELECT catalogue_version FROM rule_state FOR UPDATE";

    private static final String NEXT_VERSION = "UPDATE rule_state SET catalogue_version = catalogue_version + 1";

    private static final String PAGE = """
            select distinct channel from ChannelRow channel left join fetch channel.subchannels
            where channel.displayName in (
                select name from (
                    select named.displayName as name from ChannelRow named
                    where named.displayName > :after and (:archived = true or named.archived = false)
                    order by named.displayName limit :limit) page)
            order by channel.displayName
            """;

    private static final String SUBCHANNELS = "select count(*) from SubchannelRow";

    private final IdSource ids;

    SqlChannelStore(IdSource ids) {
        this.ids = ids;
    }

    @Override
    public void lock() {
        getEntityManager().createNativeQuery(LOCK, Long.class).getSingleResult();
    }

    @Override
    public Map<ChannelPath, ChannelPath> addShipped(ChannelCatalogue shipped) {
        Map<ChannelPath, ChannelPath> today = new HashMap<>();
        for (Channel channel : shipped.channels()) {
            ChannelRow row = rowOfShipped(channel);
            row.shippedName = channel.displayName();
            if (row.archived) {
                row.archived = false;
                row.revision++;
            }
            today.put(new ChannelPath(channel.displayName(), ""), new ChannelPath(row.displayName, ""));
            for (Subchannel subchannel : channel.subchannels()) {
                String name = addShipped(row, subchannel.displayName());
                today.put(
                        new ChannelPath(channel.displayName(), subchannel.displayName()),
                        new ChannelPath(row.displayName, name));
            }
            persist(row);
        }
        return today;
    }

    private ChannelRow rowOfShipped(Channel channel) {
        return find("shippedName", channel.displayName())
                .firstResultOptional()
                .or(() ->
                        find("foldedName", CaseFold.fold(channel.displayName())).firstResultOptional())
                .orElseGet(() -> new ChannelRow(new Channel(ids.next(), channel.displayName(), false, 1, List.of())));
    }

    private String addShipped(ChannelRow channel, String name) {
        Optional<SubchannelRow> known = channel.subchannels.stream()
                .filter(row -> name.equals(row.shippedName))
                .findFirst()
                .or(() -> channel.subchannels.stream()
                        .filter(row -> row.foldedName.equals(CaseFold.fold(name)))
                        .findFirst());
        SubchannelRow row = known.orElseGet(() -> new SubchannelRow(new Subchannel(ids.next(), name, false)));
        if (known.isEmpty()) {
            channel.subchannels.add(row);
        }
        if (known.isEmpty() || row.archived) {
            channel.revision++;
        }
        row.shippedName = name;
        row.archived = false;
        return row.displayName;
    }

    @Override
    public ChannelCatalogue load() {
        return new ChannelCatalogue(list(Optional.empty(), Integer.MAX_VALUE, true));
    }

    @Override
    public Optional<Channel> find(UUID channelId) {
        return findByIdOptional(channelId).map(ChannelRow::toChannel);
    }

    @Override
    public Count countAll() {
        Long subchannels =
                getEntityManager().createQuery(SUBCHANNELS, Long.class).getSingleResult();
        return new Count(count(), subchannels);
    }

    @Override
    public boolean hasOther(String displayName, UUID channelId) {
        return count("foldedName = ?1 and channelId <> ?2", CaseFold.fold(displayName), channelId) > 0;
    }

    @Override
    public void add(Channel channel) {
        persist(new ChannelRow(channel));
    }

    @Override
    public void update(Channel channel) {
        ChannelRow row = findByIdOptional(channel.channelId())
                .orElseThrow(() -> new IllegalStateException("a channel that was found under the lock is gone"));
        row.set(channel);
        persist(row);
    }

    @Override
    public void nextCatalogueVersion() {
        getEntityManager().createNativeQuery(NEXT_VERSION).executeUpdate();
    }

    @Override
    public List<Channel> list(Optional<String> after, int limit, boolean archived) {
        return getEntityManager()
                .createQuery(PAGE, ChannelRow.class)
                .setParameter("after", after.orElse(""))
                .setParameter("archived", archived)
                .setParameter("limit", limit)
                .getResultStream()
                .map(ChannelRow::toChannel)
                .toList();
    }
}
