package dev.aria.streamer.store;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.runtime.teacher.TeacherNames;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.corpus.StreamerContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The tagged corpus of a region map, copied from Kafka to a local store as it grows. */
public final class StoredCorpus implements AutoCloseable {
  private final RegionMapRecord map;
  private final PageStore store;
  private final CorpusFollower follower;

  private StoredCorpus(RegionMapRecord map, PageStore store, CorpusFollower follower) {
    this.map = map;
    this.store = store;
    this.follower = follower;
  }

  /**
   * Opens the store in {@code folder}, which goes on from what it holds of {@code map}.
   *
   * @param conditionShape shape of one prompt's condition
   * @throws RuntimeException when the folder cannot be used or another process holds it
   */
  public static StoredCorpus open(
      StreamerContext context, RegionMapRecord map, List<Integer> conditionShape, Path folder) {
    Topic<TaggedPrompts> tagged = Topics.taggedPrompts(context.run().corpus(), map.digest());
    context.cluster().ensure(List.of(tagged));
    var contents =
        new PageStore.Contents(
            tagged.name(),
            map.digest(),
            map.regions(),
            conditionShape,
            TeacherNames.of(context.run()));
    PageStore store = PageStore.open(folder, contents);
    List<Integer> all = IntStream.range(0, tagged.partitions()).boxed().toList();
    var reader = context.cluster().reader(tagged, all);
    return new StoredCorpus(map, store, new CorpusFollower(reader, store, context.clock()));
  }

  /** The map whose regions the prompts are tagged with. */
  public RegionMapRecord map() {
    return map;
  }

  /** The prompts held so far, by region. */
  public Corpus corpus() {
    return store;
  }

  /** Number of prompts held. */
  public long prompts() {
    return store.prompts();
  }

  /**
   * From now on leaves out the prompts that name a teacher which the run lacks, instead of refusing
   * them; for a run that has begun.
   */
  public void leaveOutUnknownTeachers() {
    store.leaveOutUnknownTeachers();
  }

  /** Takes in the pages that have come, waiting at most {@code timeout} for one. */
  public void follow(Duration timeout) {
    follower.follow(timeout);
  }

  /** Whether the store holds everything that the log holds now. */
  public boolean caughtUp() {
    return follower.caughtUp();
  }

  /** Makes everything held so far survive a crash. */
  public void sync() {
    store.sync();
  }

  @Override
  public void close() {
    follower.close();
  }
}
