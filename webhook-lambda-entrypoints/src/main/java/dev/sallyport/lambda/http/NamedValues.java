package dev.sallyport.lambda.http;

import java.util.ArrayList;
import java.util.List;

/** Names with values, in the order read; names may repeat. For one thread. */
final class NamedValues {

    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    void add(String name, String value) {
        names.add(name);
        values.add(value);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    int size() {
        return names.size();
    }

    String nameAt(int index) {
        return names.get(index);
    }

    String valueAt(int index) {
        return values.get(index);
    }
}
