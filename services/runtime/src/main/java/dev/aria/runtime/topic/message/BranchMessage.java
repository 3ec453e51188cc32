package dev.aria.runtime.topic.message;

import dev.aria.core.conditioning.Branch;

/** Branch of a draw, between message and value. */
final class BranchMessage {
  private BranchMessage() {}

  static dev.aria.proto.draw.v1.Branch write(Branch branch) {
    return switch (branch) {
      case PAIRED -> dev.aria.proto.draw.v1.Branch.BRANCH_PAIRED;
      case SWAPPED -> dev.aria.proto.draw.v1.Branch.BRANCH_SWAPPED;
      case NULL -> dev.aria.proto.draw.v1.Branch.BRANCH_NULL;
      case PATH -> dev.aria.proto.draw.v1.Branch.BRANCH_PATH;
    };
  }

  static Branch read(dev.aria.proto.draw.v1.Branch branch) {
    return switch (branch) {
      case BRANCH_PAIRED -> Branch.PAIRED;
      case BRANCH_SWAPPED -> Branch.SWAPPED;
      case BRANCH_NULL -> Branch.NULL;
      case BRANCH_PATH -> Branch.PATH;
      case BRANCH_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("branch is neither paired, swapped, null nor path");
    };
  }
}
