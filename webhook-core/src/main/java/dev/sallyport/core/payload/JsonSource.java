package dev.sallyport.core.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;

/** The one place that opens parsers, with the limits that hold for every body. */
final class JsonSource {

    /** No provider nests near this; a parser that recursed further would be at an attacker's mercy. */
    static final int DEEPEST = 256;

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();

    // Buffers are shared by all threads: the default keeps them by thread, of which there may be one for each request.
    // Names of fields are whatever a sender chooses: interned, they would stay in the JVM's own table for good. The
    // parser's table of names, without which it would decode bodies to characters first, is bounded and thrown away.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private static final JsonFactory FACTORY_WITHOUT_DUPLICATES = new JsonFactoryBuilder()
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonSource() {}

    static JsonParser open(RawPayload body) throws IOException {
        return FACTORY.createParser(body.newInputStream());
    }

    static JsonParser openRefusingDuplicates(RawPayload body) throws IOException {
        return FACTORY_WITHOUT_DUPLICATES.createParser(body.newInputStream());
    }
}
