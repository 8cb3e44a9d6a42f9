// Who is told when a page of the simulation opens a collection of RxDB.

export type OpenedCollection = {
  name: string;
  close(): Promise<unknown>;
  database: { close(): Promise<unknown> };
  conflictHandler: { isEqual: () => boolean };
};

let told: (collection: OpenedCollection) => void = () => {};

export const onCollectionOpened = (tell: typeof told): void => {
  told = tell;
};
export const collectionOpened = (collection: OpenedCollection): void => told(collection);
