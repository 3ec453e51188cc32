package dev.aria.trainer;

/**
 * How a trainer's part in a run ends: the chief keeps what is learned, the others leave when told
 * to, or once the chief has kept all of it. For one thread.
 */
final class Departure {
  private final TrainingDesk desk;
  private final ShardDeal deal;
  private final TrainerListener listener;
  private boolean ordered;
  private boolean waitsForLast;
  private boolean over;

  Departure(TrainingDesk desk, ShardDeal deal, TrainerListener listener) {
    this.desk = desk;
    this.deal = deal;
    this.listener = listener;
  }

  /** An operator wants the run to stop: at once, or once it is known who keeps the student. */
  void order() {
    ordered = true;
    lookWhetherDue();
  }

  /** Leaves if that was ordered, or all is learned; not before it is known who the chief is. */
  void lookWhetherDue() {
    if (!deal.isDealt()) {
      return;
    }
    if (ordered) {
      leave();
    } else if (desk.isComplete()) {
      complete();
    }
  }

  private void leave() {
    if (deal.isChief()) {
      keep();
    } else {
      end();
    }
  }

  private void complete() {
    if (deal.isChief()) {
      keep();
    } else if (!waitsForLast) {
      waitsForLast = true;
      listener.awaitsLast();
    }
  }

  private void keep() {
    desk.end();
    end();
  }

  /** The student's last checkpoint is there. */
  void lastIsKept() {
    if (desk.isComplete()) {
      end();
    }
  }

  private void end() {
    if (!over) {
      over = true;
      listener.finished();
    }
  }

  /** The trainer cannot go on. */
  void breakOff(Throwable cause) {
    over = true;
    listener.failed(cause);
  }

  /** Whether nothing more is to be done. */
  boolean isOver() {
    return over;
  }
}
