package dev.sallyport.local.store;

/** A queue of numbers in as little memory as they need. For one thread at a time. */
final class LongRing {

    private static final int SMALLEST = 2;

    /** Its length is a power of two, so that a place is found by masking. */
    private long[] places = new long[SMALLEST];

    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the number at an index, the head being 0. */
    long get(int index) {
        return places[place(index)];
    }

    void addLast(long number) {
        if (size == places.length) {
            grow();
        }
        places[place(size)] = number;
        size++;
    }

    /** Removes the first occurrence of a number, in time proportional to its distance from the head. */
    boolean remove(long number) {
        for (int i = 0; i < size; i++) {
            if (get(i) == number) {
                for (int j = i; j > 0; j--) {
                    places[place(j)] = get(j - 1);
                }
                head = place(1);
                size--;
                return true;
            }
        }
        return false;
    }

    private int place(int index) {
        return (head + index) & (places.length - 1);
    }

    private void grow() {
        long[] larger = new long[places.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        places = larger;
        head = 0;
    }
}
