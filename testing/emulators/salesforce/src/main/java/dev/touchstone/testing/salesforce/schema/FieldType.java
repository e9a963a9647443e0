package dev.touchstone.testing.salesforce.schema;

import java.util.Locale;

/** The type of a field, with the Java type in which its values are kept. */
public enum FieldType {
    /** An id, 18 characters: String. */
    ID("tns:ID"),
    /** The id of another record, 18 characters: String. */
    REFERENCE("tns:ID"),
    /** String. */
    STRING("xsd:string"),
    /** Text of several lines: String. */
    TEXTAREA("xsd:string"),
    /** String. */
    EMAIL("xsd:string"),
    /** String. */
    PHONE("xsd:string"),
    /** String. */
    URL("xsd:string"),
    /** One of a list: String. */
    PICKLIST("xsd:string"),
    /** Boolean; never null. */
    BOOLEAN("xsd:boolean"),
    /** Integer. */
    INT("xsd:int"),
    /** Double. */
    DOUBLE("xsd:double"),
    /** Double. */
    CURRENCY("xsd:double"),
    /** Double. */
    PERCENT("xsd:double"),
    /** LocalDate. */
    DATE("xsd:date"),
    /** Instant, in whole seconds. */
    DATETIME("xsd:dateTime");

    private final String soapType;

    FieldType(String soapType) {
        this.soapType = soapType;
    }

    /** As a describe names it: {@code datetime}. */
    public String describeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a describe names the type of the SOAP API: {@code xsd:dateTime}. */
    public String soapType() {
        return soapType;
    }

    /** True if values are text, ids included. */
    public boolean isText() {
        return this != BOOLEAN && !isNumber() && this != DATE && this != DATETIME;
    }

    /** True if values are numbers. */
    public boolean isNumber() {
        return this == INT || this == DOUBLE || this == CURRENCY || this == PERCENT;
    }
}
