package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.GetTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.GetTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.RestoreTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.TouchpointField;
import dev.touchstone.touchpoint.v1.TouchpointFieldConcatenation;
import dev.touchstone.touchpoint.v1.TouchpointFieldExtraction;
import dev.touchstone.touchpoint.v1.TouchpointFieldMapping;
import dev.touchstone.touchpoint.v1.TouchpointFieldMappingEntry;
import dev.touchstone.touchpoint.v1.TouchpointFieldPart;
import dev.touchstone.touchpoint.v1.TouchpointFieldVersion;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsRequest;
import java.util.Arrays;
import java.util.List;

/** Builds calculated fields and puts them in force. */
final class CalculatedFields {
    /** M20. */
    static final List<TouchpointField> REGIONS = List.of(
            extracts("Region", "Touchpoint.LandingPageRaw", "BZ=(\\d{2})-\\d{2}-\\d{2}-\\d{2}-\\d{2}"),
            mapsTo("RegionName", "Touchpoint.Region", "", "01", "NA", "02", "LATAM", "03", "APAC", "04", "EMEA"));

    private final TouchpointClient client;

    CalculatedFields(TouchpointClient client) {
        this.client = client;
    }

    static TouchpointField extracts(String name, String field, String pattern) {
        return TouchpointField.newBuilder()
                .setName(name)
                .setExtracts(
                        TouchpointFieldExtraction.newBuilder().setField(field).setPattern(pattern))
                .build();
    }

    /** The table is value, result, value, result. */
    static TouchpointField mapsTo(String name, String field, String other, String... table) {
        TouchpointFieldMapping.Builder mapping =
                TouchpointFieldMapping.newBuilder().setField(field).setOtherResult(other);
        for (int i = 0; i < table.length; i += 2) {
            mapping.addEntries(
                    TouchpointFieldMappingEntry.newBuilder().setValue(table[i]).setResult(table[i + 1]));
        }
        return TouchpointField.newBuilder().setName(name).setMapsTo(mapping).build();
    }

    /** A part with a dot is a field. */
    static TouchpointField concatenates(String name, String... parts) {
        TouchpointFieldConcatenation.Builder concatenation = TouchpointFieldConcatenation.newBuilder();
        for (String part : parts) {
            concatenation.addParts(
                    part.contains(".")
                            ? TouchpointFieldPart.newBuilder().setField(part)
                            : TouchpointFieldPart.newBuilder().setText(part));
        }
        return TouchpointField.newBuilder()
                .setName(name)
                .setConcatenates(concatenation)
                .build();
    }

    GetTouchpointFieldsResponse get(long version) {
        return client.fields.getTouchpointFields(
                GetTouchpointFieldsRequest.newBuilder().setVersion(version).build());
    }

    TouchpointFieldVersion inForce() {
        return get(0).getVersion();
    }

    TouchpointFieldVersion update(TouchpointField... fields) {
        return update(inForce().getEtag(), Arrays.asList(fields));
    }

    TouchpointFieldVersion update(String etag, List<TouchpointField> fields) {
        return client.fields
                .updateTouchpointFields(UpdateTouchpointFieldsRequest.newBuilder()
                        .addAllFields(fields)
                        .setEtag(etag)
                        .setAuthor("ann")
                        .setNote("a note")
                        .build())
                .getVersion();
    }

    TouchpointFieldVersion restore(long version, String etag) {
        return client.fields
                .restoreTouchpointFields(RestoreTouchpointFieldsRequest.newBuilder()
                        .setVersion(version)
                        .setEtag(etag)
                        .setAuthor("bob")
                        .build())
                .getVersion();
    }

    PreviewTouchpointFieldsResponse preview(int maxTouchpoints, List<String> texts, List<TouchpointField> fields) {
        return client.fields.previewTouchpointFields(PreviewTouchpointFieldsRequest.newBuilder()
                .addAllFields(fields)
                .setMaxTouchpointCount(maxTouchpoints)
                .addAllSampleTexts(texts)
                .build());
    }
}
