package dev.touchstone.testing.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.touchstone.salesforce.eventbus.v1.ConsumerEvent;
import dev.touchstone.salesforce.eventbus.v1.FetchRequest;
import dev.touchstone.salesforce.eventbus.v1.PubSubGrpc;
import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;
import dev.touchstone.salesforce.eventbus.v1.SchemaRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** The barest client of the event bus. */
final class EventClient implements AutoCloseable {
    static final String TASKS = "/data/TaskChangeEvent";
    static final String CONTACTS = "/data/ContactChangeEvent";

    private final ManagedChannel channel;
    private final Metadata headers = new Metadata();
    private final Map<String, Schema> schemas = new HashMap<>();

    private EventClient(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    /** Logged in like the client of the REST API. */
    static EventClient of(SalesforceEmulator emulator, EmulatorClient rest) throws IOException, InterruptedException {
        JsonNode session = rest.logIn();
        return new EventClient(emulator.events().port())
                .with("accesstoken", session.get("access_token").asText())
                .with("instanceurl", session.get("instance_url").asText())
                .with("tenantid", emulator.org().id());
    }

    /** Sends another value of a header from now on. */
    EventClient with(String header, String value) {
        Metadata.Key<String> key = Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER);
        headers.discardAll(key);
        headers.put(key, value);
        return this;
    }

    PubSubGrpc.PubSubBlockingStub calls() {
        return PubSubGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /** Begins a subscription with any first request. */
    EventStream subscribe(FetchRequest first) {
        EventStream stream = new EventStream();
        stream.begin(PubSubGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .subscribe(stream));
        return stream.send(first);
    }

    EventStream earliest(String topic, int requested) {
        return subscribe(FetchRequest.newBuilder()
                .setTopicName(topic)
                .setReplayPreset(ReplayPreset.EARLIEST)
                .setNumRequested(requested)
                .build());
    }

    EventStream after(String topic, ByteString replayId, int requested) {
        return subscribe(FetchRequest.newBuilder()
                .setTopicName(topic)
                .setReplayPreset(ReplayPreset.CUSTOM)
                .setReplayId(replayId)
                .setNumRequested(requested)
                .build());
    }

    /** What an event says, read with the schema that it names. */
    GenericRecord read(ConsumerEvent event) throws IOException {
        Schema schema = schemas.computeIfAbsent(
                event.getEvent().getSchemaId(),
                id -> new Schema.Parser()
                        .parse(calls().getSchema(SchemaRequest.newBuilder()
                                        .setSchemaId(id)
                                        .build())
                                .getSchemaJson()));
        return new GenericDatumReader<GenericRecord>(schema)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(event.getEvent().getPayload().toByteArray(), null));
    }

    /** The header of an event. */
    GenericRecord header(ConsumerEvent event) throws IOException {
        return (GenericRecord) read(event).get("ChangeEventHeader");
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
