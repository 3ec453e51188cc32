package dev.aria.streamer;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tagged corpus of a map, being copied to the local store.
 *
 * @param map regions that the prompts are tagged with
 * @param store closed by the follower
 * @param follower fills the store
 */
record OpenCorpus(RegionMapRecord map, PageStore store, CorpusFollower follower)
    implements AutoCloseable {
  static OpenCorpus open(StreamerParts parts, List<Integer> conditionShape, RegionMapRecord map) {
    Topic<TaggedPrompts> tagged = Topics.taggedPrompts(parts.run().corpus(), map.digest());
    parts.cluster().ensure(List.of(tagged));
    var contents =
        new PageStore.Contents(tagged.name(), map.digest(), map.regions(), conditionShape);
    PageStore store = PageStore.open(parts.settings().store(), contents);
    List<Integer> all = IntStream.range(0, tagged.partitions()).boxed().toList();
    var follower = new CorpusFollower(parts.cluster().reader(tagged, all), store, parts.clock());
    return new OpenCorpus(map, store, follower);
  }

  @Override
  public void close() {
    follower.close();
  }
}
