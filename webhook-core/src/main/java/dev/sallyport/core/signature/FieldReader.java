package dev.sallyport.core.signature;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonPointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prepared to read a fixed set of fields out of requests, those in a JSON body in one pass. */
public final class FieldReader {

    private final Map<JsonPointer, Integer> places;
    private final JsonFieldReader json;

    private FieldReader(Map<JsonPointer, Integer> places, JsonFieldReader json) {
        this.places = places;
        this.json = json;
    }

    /** Makes a reader of these fields; other fields than JSON ones need no preparation and may be left out. */
    public static FieldReader of(Collection<? extends Field> fields) {
        Map<JsonPointer, Integer> places = new HashMap<>();
        List<JsonPointer> pointers = new ArrayList<>();
        for (Field field : fields) {
            if (field instanceof Field.Json at && places.putIfAbsent(at.pointer(), pointers.size()) == null) {
                pointers.add(at.pointer());
            }
        }
        return new FieldReader(Map.copyOf(places), JsonFieldReader.of(pointers));
    }

    /** Begins to read one request. */
    public RequestFields read(WebhookRequest request, VerifierOptions options) {
        return new RequestFields(request, options, this);
    }

    JsonFieldReader json() {
        return json;
    }

    int placeOf(JsonPointer pointer) {
        Integer place = places.get(pointer);
        if (place == null) {
            throw new IllegalArgumentException("the reader was not prepared for " + pointer);
        }
        return place;
    }
}
