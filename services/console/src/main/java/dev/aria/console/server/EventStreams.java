package dev.aria.console.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pages that listen. Each has a thread of its server and a short queue of its own: one that
 * does not read is closed, and holds up nobody. Thread-safe.
 */
final class EventStreams implements AutoCloseable {
  /** A page that is so many events behind does not read any more. */
  static final int MOST_BEHIND = 100;

  private static final int MOST_PAGES = 32;
  static final Event END = new Event("", "");

  private final ObjectMapper mapper;
  private final Map<String, Event> newest = new LinkedHashMap<>();
  private final Set<BlockingQueue<Event>> pages = ConcurrentHashMap.newKeySet();

  EventStreams(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** What pages are told: its kind, and a value as JSON. */
  record Event(String kind, String json) {}

  /** Tells all pages; never waits. */
  void send(String kind, Object value) {
    Event event = new Event(kind, json(value));
    synchronized (newest) {
      newest.put(kind, event);
      pages.forEach(page -> offer(page, event));
    }
  }

  private void offer(BlockingQueue<Event> page, Event event) {
    if (!page.offer(event)) {
      pages.remove(page);
      page.clear();
      page.add(END);
    }
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves {@code client} until it goes away; first what is newest of each kind. */
  void serve(SseClient client) {
    if (pages.size() >= MOST_PAGES) {
      client.close();
      return;
    }
    BlockingQueue<Event> page = open();
    client.onClose(() -> pages.remove(page));
    try {
      while (!client.terminated()) {
        Event event = page.take();
        if (event.equals(END)) {
          break;
        }
        client.sendEvent(event.kind(), event.json());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      pages.remove(page);
      client.close();
    }
  }

  /** The queue of a page that listens from now on. */
  BlockingQueue<Event> open() {
    BlockingQueue<Event> page = new ArrayBlockingQueue<>(MOST_BEHIND);
    synchronized (newest) {
      page.addAll(newest.values());
      pages.add(page);
    }
    return page;
  }

  @Override
  public void close() {
    pages.forEach(
        page -> {
          page.clear();
          page.add(END);
        });
  }
}
