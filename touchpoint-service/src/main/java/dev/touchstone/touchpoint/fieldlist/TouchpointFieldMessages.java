package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.fieldbook.FieldListEntry;
import dev.touchstone.touchpoint.fieldbook.FieldListVersion;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.touchpointfield.FieldUses;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Concatenation;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Extraction;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Part;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.ValueMap;
import dev.touchstone.touchpoint.touchpointfield.TouchpointFieldDraft;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.TouchpointFieldConcatenation;
import dev.touchstone.touchpoint.v1.TouchpointFieldExample;
import dev.touchstone.touchpoint.v1.TouchpointFieldExtraction;
import dev.touchstone.touchpoint.v1.TouchpointFieldMapping;
import dev.touchstone.touchpoint.v1.TouchpointFieldMappingEntry;
import dev.touchstone.touchpoint.v1.TouchpointFieldPart;
import dev.touchstone.touchpoint.v1.TouchpointFieldPreview;
import dev.touchstone.touchpoint.v1.TouchpointFieldSample;
import dev.touchstone.touchpoint.v1.TouchpointFieldUse;
import dev.touchstone.touchpoint.v1.TouchpointFieldValueCount;
import dev.touchstone.touchpoint.v1.TouchpointFieldVersion;
import java.util.List;

/** Reads and writes what the messages of {@code TouchpointFieldService} share. */
final class TouchpointFieldMessages {
    private TouchpointFieldMessages() {}

    /** Fields as they were sent. */
    static List<TouchpointFieldDraft> drafts(List<dev.touchstone.touchpoint.v1.TouchpointField> sent) {
        return sent.stream()
                .map(field -> new TouchpointFieldDraft(field.getName(), definition(field)))
                .toList();
    }

    private static TouchpointFieldDraft.Definition definition(dev.touchstone.touchpoint.v1.TouchpointField field) {
        return switch (field.getDefinitionCase()) {
            case EXTRACTS ->
                new TouchpointFieldDraft.Definition.Extraction(
                        field.getExtracts().getField(), field.getExtracts().getPattern());
            case MAPS_TO ->
                new TouchpointFieldDraft.Definition.ValueMap(
                        field.getMapsTo().getField(),
                        field.getMapsTo().getEntriesList().stream()
                                .map(entry -> new ValueMap.Entry(entry.getValue(), entry.getResult()))
                                .toList(),
                        field.getMapsTo().getOtherResult());
            case CONCATENATES ->
                new TouchpointFieldDraft.Definition.Concatenation(field.getConcatenates().getPartsList().stream()
                        .map(TouchpointFieldMessages::part)
                        .toList());
            case DEFINITION_NOT_SET -> new TouchpointFieldDraft.Definition.Missing();
        };
    }

    private static TouchpointFieldDraft.Part part(TouchpointFieldPart part) {
        return switch (part.getPartCase()) {
            case FIELD -> new TouchpointFieldDraft.Part.Input(part.getField());
            case TEXT -> new TouchpointFieldDraft.Part.Fixed(part.getText());
            case PART_NOT_SET -> new TouchpointFieldDraft.Part.Missing();
        };
    }

    static TouchpointFieldVersion of(FieldListVersion version) {
        TouchpointFieldVersion.Builder message = of(version.entry()).toBuilder();
        version.fields().stream().map(TouchpointFieldMessages::of).forEach(message::addFields);
        return message.build();
    }

    /** Without fields. */
    static TouchpointFieldVersion of(FieldListEntry entry) {
        return TouchpointFieldVersion.newBuilder()
                .setVersion(entry.version())
                .setFieldCount(entry.fieldCount())
                .setAuthor(entry.author())
                .setNote(entry.note())
                .setCreateTime(ProtoTime.timestamp(entry.createdAt()))
                .setEtag(entry.etag())
                .build();
    }

    private static dev.touchstone.touchpoint.v1.TouchpointField of(TouchpointField field) {
        dev.touchstone.touchpoint.v1.TouchpointField.Builder message =
                dev.touchstone.touchpoint.v1.TouchpointField.newBuilder().setName(field.name());
        switch (field.definition()) {
            case Extraction(FieldName input, String pattern) ->
                message.setExtracts(TouchpointFieldExtraction.newBuilder()
                        .setField(input.text())
                        .setPattern(pattern));
            case ValueMap map -> message.setMapsTo(of(map));
            case Concatenation(List<Part> parts) -> {
                TouchpointFieldConcatenation.Builder concatenation = TouchpointFieldConcatenation.newBuilder();
                parts.stream().map(TouchpointFieldMessages::of).forEach(concatenation::addParts);
                message.setConcatenates(concatenation);
            }
        }
        return message.build();
    }

    private static TouchpointFieldMapping of(ValueMap map) {
        TouchpointFieldMapping.Builder message =
                TouchpointFieldMapping.newBuilder().setField(map.field().text()).setOtherResult(map.otherResult());
        map.entries()
                .forEach(entry -> message.addEntries(TouchpointFieldMappingEntry.newBuilder()
                        .setValue(entry.value())
                        .setResult(entry.result())));
        return message.build();
    }

    private static TouchpointFieldPart of(Part part) {
        return switch (part) {
            case Part.Fixed(String text) ->
                TouchpointFieldPart.newBuilder().setText(text).build();
            case Part.Input(FieldName input) ->
                TouchpointFieldPart.newBuilder().setField(input.text()).build();
        };
    }

    static TouchpointFieldUse of(FieldUses.Use use) {
        return TouchpointFieldUse.newBuilder()
                .setField(use.field().name())
                .setRule(use.rule())
                .build();
    }

    static PreviewTouchpointFieldsResponse of(PreviewTouchpointFields.Preview preview) {
        PreviewTouchpointFieldsResponse.Builder response =
                PreviewTouchpointFieldsResponse.newBuilder().setTouchpointCount(preview.touchpoints());
        preview.fields().forEach(field -> response.addFields(of(field)));
        preview.samples()
                .forEach(sample -> response.addSamples(TouchpointFieldSample.newBuilder()
                        .setText(sample.text())
                        .addAllValues(sample.values())));
        return response.build();
    }

    private static TouchpointFieldPreview of(FieldPreview.Result field) {
        TouchpointFieldPreview.Builder message = TouchpointFieldPreview.newBuilder()
                .setName(field.name())
                .setValueCount(field.values())
                .setDistinctValueCount(field.distinct())
                .setChangedCount(field.changed());
        field.top()
                .forEach(top -> message.addTopValues(TouchpointFieldValueCount.newBuilder()
                        .setValue(top.value())
                        .setCount(top.count())));
        field.examples()
                .forEach(example -> message.addExamples(TouchpointFieldExample.newBuilder()
                        .setTouchpointId(example.touchpointId().toString())
                        .addAllInputs(example.inputs())
                        .setValue(example.value())));
        return message.build();
    }
}
