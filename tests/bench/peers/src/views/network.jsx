/** A coin and the network that it is sent on. */
export const Network = ({ coin, network, className = "network" }) => <span className={className}><b>{coin}</b> <span>{network}</span></span>;
