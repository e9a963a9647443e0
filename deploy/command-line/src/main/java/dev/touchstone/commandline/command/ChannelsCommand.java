package dev.touchstone.commandline.command;

import dev.touchstone.commandline.render.MappingText;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.mapping.v1.Channel;
import dev.touchstone.mapping.v1.ChannelServiceGrpc;
import dev.touchstone.mapping.v1.ChannelServiceGrpc.ChannelServiceBlockingStub;
import dev.touchstone.mapping.v1.CreateChannelRequest;
import dev.touchstone.mapping.v1.CreateSubchannelRequest;
import dev.touchstone.mapping.v1.ListChannelsRequest;
import dev.touchstone.mapping.v1.ListChannelsResponse;
import dev.touchstone.mapping.v1.RenameChannelRequest;
import dev.touchstone.mapping.v1.SetChannelArchivedRequest;
import dev.touchstone.mapping.v1.Subchannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the channel catalogue. Without a subcommand it lists the channels. */
@Command(
        name = "channels",
        synopsisSubcommandLabel = "[COMMAND]",
        description = "List, create, rename and archive channels and subchannels.")
public final class ChannelsCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;
    private static final String OF_CHANNEL = "The subchannel of it that is meant; the channel if not given.";

    private final Context context;

    private ChannelsCommand(Context context) {
        this.context = context;
    }

    /** The command with its parts. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new ChannelsCommand(context));
    }

    @Override
    public Integer call() {
        return list(false);
    }

    @Command(name = "list", description = "List the channels and their subchannels.")
    int list(@Option(names = "--archived", description = "Archived ones, too.") boolean archived) {
        ListChannelsResponse all = all(archived);
        return show(all, all.getChannelsList());
    }

    @Command(name = "create", description = "Create a channel, or subchannels of a channel that is there.")
    int create(
            @Parameters(index = "0", paramLabel = "CHANNEL", description = "Its name.") String name,
            @Parameters(
                            index = "1..*",
                            paramLabel = "SUBCHANNEL",
                            arity = "0..*",
                            description = "Names of subchannels.")
                    @Nullable
                    List<String> subchannels) {
        List<String> names = subchannels == null ? List.of() : subchannels;
        Optional<Channel> known = find(name);
        if (known.isEmpty() || names.isEmpty()) {
            CreateChannelRequest request = CreateChannelRequest.newBuilder()
                    .setDisplayName(name)
                    .addAllSubchannelNames(names)
                    .build();
            return show(call(stub -> stub.createChannel(request)).getChannel());
        }
        Channel channel = known.get();
        for (String subchannel : names) {
            CreateSubchannelRequest request = CreateSubchannelRequest.newBuilder()
                    .setChannelId(channel.getChannelId())
                    .setDisplayName(subchannel)
                    .build();
            channel = call(stub -> stub.createSubchannel(request)).getChannel();
        }
        return show(channel);
    }

    @Command(name = "rename", description = "Give a channel or a subchannel another name; it shows everywhere at once.")
    int rename(
            @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel.") String name,
            @Parameters(index = "1", paramLabel = "NAME", description = "The other name.") String newName,
            @Option(names = "--subchannel", paramLabel = "NAME", defaultValue = "", description = OF_CHANNEL)
                    String subchannel) {
        Channel channel = get(name);
        RenameChannelRequest request = RenameChannelRequest.newBuilder()
                .setChannelId(channel.getChannelId())
                .setSubchannelId(subchannelId(channel, subchannel))
                .setDisplayName(newName)
                .setEtag(channel.getEtag())
                .build();
        return show(call(stub -> stub.renameChannel(request)).getChannel());
    }

    @Command(name = "archive", description = "Take a channel or a subchannel out of use: no new rules may name it.")
    int archive(
            @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel.") String name,
            @Option(names = "--subchannel", paramLabel = "NAME", defaultValue = "", description = OF_CHANNEL)
                    String subchannel) {
        return setArchived(name, subchannel, true);
    }

    @Command(name = "unarchive", description = "Bring an archived channel or subchannel back.")
    int unarchive(
            @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel.") String name,
            @Option(names = "--subchannel", paramLabel = "NAME", defaultValue = "", description = OF_CHANNEL)
                    String subchannel) {
        return setArchived(name, subchannel, false);
    }

    private int setArchived(String name, String subchannel, boolean archived) {
        Channel channel = get(name);
        SetChannelArchivedRequest request = SetChannelArchivedRequest.newBuilder()
                .setChannelId(channel.getChannelId())
                .setSubchannelId(subchannelId(channel, subchannel))
                .setArchived(archived)
                .setEtag(channel.getEtag())
                .build();
        return show(call(stub -> stub.setChannelArchived(request)).getChannel());
    }

    private int show(Channel channel) {
        return show(channel, List.of(channel));
    }

    private int show(com.google.protobuf.Message answer, List<Channel> channels) {
        return context.show(
                answer, () -> MappingText.channels(channels, context.terminal().outWidth()));
    }

    private Channel get(String name) {
        return find(name).orElseThrow(() -> new CommandFailed("no channel is named \"" + name + "\""));
    }

    /** Also among archived ones, and in any case: no two names differ in case only. */
    private Optional<Channel> find(String name) {
        return all(true).getChannelsList().stream()
                .filter(channel -> channel.getDisplayName().equalsIgnoreCase(name))
                .findFirst();
    }

    private static String subchannelId(Channel channel, String name) {
        if (name.isEmpty()) {
            return "";
        }
        return channel.getSubchannelsList().stream()
                .filter(subchannel -> subchannel.getDisplayName().equalsIgnoreCase(name))
                .map(Subchannel::getSubchannelId)
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(channel.getDisplayName() + " has no subchannel named \"" + name + "\""));
    }

    private ListChannelsResponse all(boolean archived) {
        ListChannelsResponse.Builder all = ListChannelsResponse.newBuilder();
        ListChannelsRequest.Builder request =
                ListChannelsRequest.newBuilder().setPageSize(PAGE).setShowArchived(archived);
        do {
            ListChannelsResponse page = call(stub -> stub.listChannels(request.build()));
            all.addAllChannels(page.getChannelsList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all.build();
    }

    private <R> R call(Function<ChannelServiceBlockingStub, R> call) {
        return context.services()
                .call(Remote.MAPPING, channel -> call.apply(ChannelServiceGrpc.newBlockingStub(channel)));
    }
}
