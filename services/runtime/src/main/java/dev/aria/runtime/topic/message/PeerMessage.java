package dev.aria.runtime.topic.message;

import com.google.protobuf.UnsafeByteOperations;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.core.record.PeerRecord.StateChunk;
import dev.aria.proto.exchange.v1.Peer;

/** What a trainer tells the others of its student, between message and value. */
public final class PeerMessage {
  private PeerMessage() {}

  public static Peer write(PeerRecord record) {
    Peer.Builder message =
        Peer.newBuilder()
            .setRun(record.run())
            .setStudent(record.student())
            .setLineage(record.lineage());
    if (record instanceof Arrival arrival) {
      return message.setArrival(write(arrival)).build();
    }
    return message.setState(write((StateChunk) record)).build();
  }

  private static dev.aria.proto.exchange.v1.Arrival write(Arrival arrival) {
    return dev.aria.proto.exchange.v1.Arrival.newBuilder()
        .setTrainer(arrival.trainer())
        .setWantsState(arrival.wantsState())
        .build();
  }

  private static dev.aria.proto.exchange.v1.StateChunk write(StateChunk chunk) {
    return dev.aria.proto.exchange.v1.StateChunk.newBuilder()
        .setOffer(chunk.offer())
        .setStep(chunk.step())
        .setTotal(chunk.total())
        .setOffset(chunk.offset())
        .setContent(UnsafeByteOperations.unsafeWrap(chunk.content()))
        .build();
  }

  public static PeerRecord read(Peer message) {
    return switch (message.getContentCase()) {
      case ARRIVAL ->
          new Arrival(
              message.getRun(),
              message.getStudent(),
              message.getLineage(),
              message.getArrival().getTrainer(),
              message.getArrival().getWantsState());
      case STATE -> state(message);
      case CONTENT_NOT_SET ->
          throw new IllegalArgumentException("it is neither an arrival nor a state");
    };
  }

  private static StateChunk state(Peer message) {
    dev.aria.proto.exchange.v1.StateChunk chunk = message.getState();
    return new StateChunk(
        message.getRun(),
        message.getStudent(),
        message.getLineage(),
        chunk.getOffer(),
        chunk.getStep(),
        chunk.getTotal(),
        chunk.getOffset(),
        chunk.getContent().asReadOnlyByteBuffer());
  }
}
